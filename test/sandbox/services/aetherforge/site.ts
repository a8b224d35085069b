import { type Call, filePart } from "../../call.ts";
import type { Reading } from "../../job.ts";
import { JobBook } from "../../job-book.ts";
import { pictureInfo } from "../../picture-info.ts";
import { html, json, type Reply } from "../../reply.ts";
import type { RoutePlan, ServiceAnswers } from "../../service.ts";
import { bookDefaults, charge, countDown, type ServiceContext, storeResult } from "../../service-context.ts";
import { bearer, withRetryAfter } from "../../service-site.ts";
import { key } from "./key.ts";
import type { AetherforgeKnobs } from "./knobs.ts";

export const routes = {
  splitLayer: { method: "POST", path: "/public/v1/image-tune/split-layer", operation: "submit" },
  jobStatus: { method: "GET", path: "/public/v1/job/:id", operation: "status" },
} as const satisfies Record<string, RoutePlan>;

/** AetherForge AI: one keyword a job, unlabelled layers back. */
export function createAetherforge(
  context: ServiceContext,
  knobs: AetherforgeKnobs,
): ServiceAnswers<keyof typeof routes> {
  const jobs = new JobBook<undefined>({
    ...bookDefaults(context),
    knobs,
    words: () => ({
      queued: "Pending",
      running: "Pending",
      succeeded: knobs.succeedWord,
      failed: "Failed",
      canceled: "Failed",
    }),
  });

  async function splitLayer(call: Call): Promise<Reply> {
    const form = await call.form();
    const image = await filePart(form, "image");
    const field = form?.get("keyword");
    const keyword = typeof field === "string" ? field : "";
    const missing = [
      ...(image ? [] : ["image"]),
      // FastAPI takes an empty form field for a missing one.
      ...(keyword === "" ? ["keyword"] : []),
    ];
    if (!image || missing.length > 0)
      return json(422, { detail: missing.map((name) => problem("missing", ["body", name])) });
    if (!pictureInfo(image.bytes)) return json(400, { detail: "Invalid image file" });

    const id = context.ids.uuid();
    const count = Math.max(1, knobs.layers);
    const onServed = countDown(context, count, () => jobs.drop(id));
    jobs.open(id, undefined, call.fault, async () => {
      const layers = await context.segmenter.layers(image.bytes, keyword, count);
      return layers.map((layer) => {
        const name = `generated_${context.ids.uuid().slice(0, 8)}`;
        return storeResult(context, "aetherforge", name, layer, onServed);
      });
    });
    charge(context, {
      service: "aetherforge",
      job: id,
      task: "split",
      keyword,
      source: image.bytes,
      cost: 1,
    });
    return json(200, { job_id: id });
  }

  async function jobStatus(call: Call): Promise<Reply> {
    const id = call.params.id ?? "";
    if (!uuid.test(id)) return json(422, { detail: [problem("uuid_parsing", ["path", "job_id"])] });
    const job = jobs.find(id.toLowerCase());
    if (!job) return json(404, { detail: "Job not found" });
    return json(200, body(job.id, await jobs.read(job, call.fault)));
  }

  function body(id: string, reading: Reading): unknown {
    const urls = reading.results.map((result) => result.url);
    const failure = reading.message ?? knobs.errorMessage;
    return {
      job_id: id,
      status: reading.word,
      ...((reading.state === "succeeded" || knobs.pendingImageUrls === "empty") && { image_urls: urls }),
      ...(reading.state === "failed" && knobs.errorMessage !== undefined && { error_message: failure }),
    };
  }

  return {
    handlers: { splitLayer, jobStatus },
    authenticate(call) {
      // Documentation and API share the host: outside of the API no key is asked for.
      if (!call.url.pathname.startsWith("/public/v1/")) return undefined;
      if (bearer(call) !== key.good) return refuse(401);
      return knobs.userGone ? json(404, { detail: "Not Found User" }) : undefined;
    },
    refuse,
    unknownPath: () => html(404, "Page not found"),
  };
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const details: Readonly<Record<number, string>> = {
  400: "Invalid image file",
  401: "Invalid API key",
  404: "Job not found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
  500: "Internal Server Error",
};

function refuse(status: number, retryAfter?: number): Reply {
  return withRetryAfter(json(status, { detail: details[status] ?? "Service Unavailable" }), retryAfter);
}

/** An entry of FastAPI's list of validation errors. */
function problem(type: "missing" | "uuid_parsing", loc: readonly string[]): unknown {
  return { type, loc, msg: type === "missing" ? "Field required" : "Input should be a valid UUID" };
}
