import { type Call, jsonBody } from "../../call.ts";
import { object, string } from "../../checks.ts";
import { unknownWord } from "../../faults.ts";
import { json, type Reply } from "../../reply.ts";
import { charge, countDown, type ServiceContext, storeResult } from "../../service-context.ts";
import { catalogueEntry, sceneOf } from "./catalogue.ts";
import type { FigurErrors } from "./errors.ts";
import type { FigurJobs } from "./jobs.ts";
import type { FigurKnobs } from "./knobs.ts";
import type { FigurUploads } from "./uploads.ts";

const swapBody = object(
  {
    source_image_s3_key: string(1),
    source_render_public_id: string(1),
    background_image_public_id: string(1),
    output_preset: string(1),
    pilot_brand: string(),
  },
  { required: ["background_image_public_id", "output_preset"], open: true },
);

/** A checked body. */
interface Swap {
  readonly source_image_s3_key?: string | null;
  readonly source_render_public_id?: string | null;
  readonly background_image_public_id: string;
}

/** Dispatches a background swap: the paid call, charged at once. */
export function createDispatch(
  context: ServiceContext,
  knobs: FigurKnobs,
  jobs: FigurJobs,
  uploads: FigurUploads,
  errors: FigurErrors,
): (call: Call) => Promise<Reply> {
  return async (call) => {
    const body = jsonBody(call);
    const problems = swapBody(body, []);
    if (problems.length > 0) return errors.invalid(problems);
    const swap = body as Swap;

    const given = [swap.source_image_s3_key, swap.source_render_public_id].filter((each) => each != null);
    if (given.length !== 1) {
      const message = "Exactly one of source_image_s3_key and source_render_public_id is required";
      return errors.invalid([{ path: [], type: "value_error", message }]);
    }
    const source = await findSource(swap);
    if (!source) {
      const field = swap.source_image_s3_key != null ? "source_image_s3_key" : "source_render_public_id";
      return errors.invalid([{ path: [field], type: "value_error", message: "Unknown source" }]);
    }
    const scene = catalogueEntry(swap.background_image_public_id);
    if (!scene) return errors.refuse(404);
    if (knobs.credits < knobs.price) return errors.refuse(402);

    knobs.credits -= knobs.price;
    const id = context.ids.ulid();
    const entry = charge(context, {
      service: "figur",
      job: id,
      task: "replace-background",
      source,
      cost: knobs.price,
    });
    if (knobs.jobId !== "present" && !knobs.dispatched) jobs.refund(entry);
    else {
      const onServed = countDown(context, 1, () => jobs.book.drop(id));
      const job = jobs.book.open(id, { request: body, entry, events: [] }, call.fault, async () => {
        const { cutout, composite } = await context.segmenter.composite(source, sceneOf(scene));
        return [
          storeResult(context, "figur", `${id}-step`, cutout, () => undefined),
          storeResult(context, "figur", id, composite, onServed),
        ];
      });
      jobs.begin(job);
    }
    const status = call.fault?.kind === "unknown-status" ? unknownWord(call.fault) : "NOT_STARTED";
    return json(202, {
      request_id: context.ids.ulid(),
      ...(knobs.jobId === "present" && { job_id: id }),
      ...(knobs.jobId === "null" && { job_id: null }),
      ...(knobs.dispatchStatus === "present" && { status }),
      credits_cost: knobs.price,
    });
  };

  async function findSource(swap: Swap): Promise<Uint8Array | undefined> {
    if (swap.source_image_s3_key != null) return uploads.find(swap.source_image_s3_key);
    const job = jobs.book.find(swap.source_render_public_id ?? "");
    const final = job && (await jobs.read(job)).results.at(-1);
    return final && context.files.bytes(final.path);
  }
}
