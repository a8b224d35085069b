import { type Call, jsonBody } from "../../call.ts";
import type { Reading } from "../../job.ts";
import { JobBook } from "../../job-book.ts";
import { pictureInfo } from "../../picture-info.ts";
import { json, type Reply } from "../../reply.ts";
import type { RoutePlan, ServiceAnswers } from "../../service.ts";
import {
  bookDefaults,
  charge,
  countDown,
  fetchPicture,
  type ServiceContext,
  storeResult,
} from "../../service-context.ts";
import { hitpawError, refuseHitpaw } from "./errors.ts";
import { key } from "./key.ts";
import type { HitpawKnobs } from "./knobs.ts";
import { createPresign } from "./presign.ts";

interface Details {
  readonly originalUrl: string;
  readonly returns: "matted" | "mask" | "all" | undefined;
}

export const routes = {
  segment: { method: "POST", path: "/api/image-segmentation", operation: "submit" },
  taskStatus: { method: "POST", path: "/api/task-status", operation: "status" },
  presign: { method: "POST", path: "/api/oss/presign-put", operation: "presign" },
  presignBatch: { method: "POST", path: "/api/oss/presign-put/batch", operation: "presign" },
} as const satisfies Record<string, RoutePlan>;

/** HitPaw: fetches a picture by its address, gives a cutout and a mask. */
export function createHitpaw(
  context: ServiceContext,
  knobs: HitpawKnobs,
): ServiceAnswers<keyof typeof routes> {
  const jobs = new JobBook<Details>({
    ...bookDefaults(context),
    knobs,
    words: () => ({
      queued: "CONVERTING",
      running: "CONVERTING",
      succeeded: "COMPLETED",
      failed: "ERROR",
      canceled: "CANCEL",
    }),
    endings: { ERROR_INTERRUPTION: "failed", TIMEOUT: "failed", REJECT: "failed", NSFW: "failed" },
  });
  const error = (code: number) => hitpawError(code, knobs);

  function segment(call: Call): Reply {
    const body = jsonBody(call);
    if (!isObject(body) || typeof body.file_url !== "string" || body.file_url === "") return error(100400002);
    const returns = body.return_type;
    if (returns !== undefined && !(knobs.acceptReturnType && isReturnType(returns))) return error(100403000);
    const picture = fetchPicture(context, body.file_url);
    if (!picture) return error(100400001);
    const format = pictureInfo(picture)?.format;
    if (format !== "jpeg" && format !== "png" && format !== "webp") return error(110400007);
    if (knobs.coins < knobs.price) return error(110402000);

    knobs.coins -= knobs.price;
    const id = context.ids.uuid();
    const onServed = countDown(context, 2, () => jobs.drop(id));
    jobs.open(id, { originalUrl: body.file_url, returns }, call.fault, async () => {
      const { cutout, mask } = await context.segmenter.cutout(picture);
      return [
        storeResult(context, "hitpaw", "matted", cutout, onServed),
        storeResult(context, "hitpaw", "mask", mask, onServed),
      ];
    });
    charge(context, { service: "hitpaw", job: id, task: "cutout", source: picture, cost: knobs.price });
    return success(200, { job_id: id, consume_coins: knobs.price });
  }

  async function taskStatus(call: Call): Promise<Reply> {
    const body = jsonBody(call);
    if (!isObject(body) || typeof body.job_id !== "string") return error(100400002);
    const job = jobs.find(body.job_id);
    if (!job) return error(110400002);
    const reading = await jobs.read(job, call.fault);
    const data = {
      job_id: job.id,
      status: reading.word,
      ...addresses(reading, job.details.returns),
      original_url: job.details.originalUrl,
    };
    return knobs.statusAt === "root" ? json(200, { code: 200, message: "OK", ...data }) : success(200, data);
  }

  function addresses(reading: Reading, returns: Details["returns"]): object {
    const [cutout, mask] = reading.results;
    if (!cutout || !mask) {
      if (knobs.pendingUrl === "absent") return {};
      const none = knobs.pendingUrl === "null" ? null : "";
      return { res_url: none, mask_url: none };
    }
    const wantsMask = returns === undefined ? knobs.maskUrl === "present" : returns !== "matted";
    return { res_url: returns === "mask" ? "" : cutout.url, mask_url: wantsMask ? mask.url : "" };
  }

  function success(code: 0 | 200, data: unknown): Reply {
    if (knobs.envelope === "code-msg") return json(200, { code: 200, msg: "success", data });
    return json(200, { code, message: code === 0 ? "success" : "OK", data });
  }

  const presign = createPresign(context, knobs, { error, success });
  return {
    handlers: { segment, taskStatus, presign: presign.one, presignBatch: presign.batch },
    authenticate: (call) => (call.headers.get(key.header) === key.good ? undefined : error(110400000)),
    refuse: (status, retryAfter) => refuseHitpaw(status, retryAfter, knobs),
    unknownPath: () => error(100404000),
  };
}

function isReturnType(value: unknown): value is "matted" | "mask" | "all" {
  return value === "matted" || value === "mask" || value === "all";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
