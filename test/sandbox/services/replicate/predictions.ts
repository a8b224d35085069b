import type { Call } from "../../call.ts";
import { unknownWord } from "../../faults.ts";
import type { Job, Reading } from "../../job.ts";
import { JobBook } from "../../job-book.ts";
import { pictureInfo } from "../../picture-info.ts";
import { json, type Reply } from "../../reply.ts";
import { bookDefaults, charge, countDown, type ServiceContext, storeResult } from "../../service-context.ts";
import { refuse } from "./errors.ts";
import type { ReplicateInputs } from "./inputs.ts";
import type { ReplicateKnobs } from "./knobs.ts";
import type { Model, ModelInput } from "./models.ts";

interface Details {
  readonly model: Model;
  readonly input: ModelInput;
  /** When the job was first seen to have ended. */
  endedAt?: number;
}

type Prediction = Job<Details>;

/** Replicate's predictions: one run of one model each. */
export function createPredictions(context: ServiceContext, knobs: ReplicateKnobs, inputs: ReplicateInputs) {
  const book = new JobBook<Details>({
    ...bookDefaults(context),
    knobs,
    words: () => ({
      queued: "starting",
      running: "processing",
      succeeded: "succeeded",
      failed: "failed",
      canceled: knobs.canceledWord,
    }),
    endings: { canceled: "canceled", aborted: "canceled" },
    onEnd: ({ details }) => {
      details.endedAt = Date.now();
    },
  });

  /** Accepts a submit. What it costs is told nowhere, so one job counts as one. */
  function submit(call: Call, model: Model, input: ModelInput): Reply {
    if (!knobs.credit) return refuse(402);
    const id = context.ids.ulid().toLowerCase();
    const source = inputs.find(input.image, call.url.origin);
    const keyword = model.keywordOf(input);
    charge(context, {
      service: "replicate",
      job: id,
      task: model.task,
      ...(keyword !== undefined && { keyword }),
      source: source ?? input.image,
      cost: 1,
    });
    const job = book.open(id, { model, input }, call.fault, async () => {
      if (!source) throw new Error("The input image could not be fetched.");
      if (!pictureInfo(source)) throw new Error("cannot identify image file");
      const pictures = await model.run(source, input, context.segmenter, knobs);
      const drop = countDown(context, pictures.length, () => book.drop(id));
      return pictures.map((picture, index) =>
        storeResult(context, "replicate", `out-${index}`, picture, drop),
      );
    });
    const word = call.fault?.kind === "unknown-status" ? unknownWord(call.fault) : "starting";
    // A submit is answered at once, and with 201 (P2, P18).
    return json(201, describe(job, { state: "queued", word, results: [] }, call));
  }

  async function status(call: Call): Promise<Reply> {
    const job = book.find(call.params.id ?? "");
    return job ? json(200, describe(job, await book.read(job, call.fault), call)) : refuse(404);
  }

  /** Says yes also when the job has ended (P14). */
  async function cancel(call: Call): Promise<Reply> {
    const job = book.find(call.params.id ?? "");
    if (!job) return refuse(404);
    await book.look(job);
    book.finish(job, { state: "canceled", word: knobs.canceledWord });
    return json(200, describe(job, await book.look(job), call));
  }

  /** Newest first, a page at a time; data URIs are left out of the inputs (P17). */
  async function list(call: Call): Promise<Reply> {
    const query = call.url.searchParams;
    const after = Date.parse(query.get("created_after") ?? "1970-01-01T00:00:00Z");
    const before = Date.parse(query.get("created_before") ?? "9999-01-01T00:00:00Z");
    const from = Number(query.get("cursor") ?? 0);
    const asked = book
      .all()
      .filter(({ createdAt }) => createdAt >= after && createdAt <= before)
      .reverse();
    const page = asked.slice(from, from + knobs.pageSize);
    const results = await Promise.all(page.map(async (job) => describe(job, await book.look(job), call)));
    const next = new URL(call.url);
    next.searchParams.set("cursor", String(from + page.length));
    const isLast = from + page.length >= asked.length;
    return json(200, { previous: null, next: isLast ? null : next.href, results });
  }

  function describe(job: Prediction, { state, word, message, results }: Reading, call: Call): object {
    const { id, createdAt, details } = job;
    const { model, input, endedAt } = details;
    const isRemoved = endedAt !== undefined && Date.now() - endedAt >= knobs.retention;
    const time = (ms: number) => new Date(ms).toISOString();
    const origin = knobs.urls === "foreign" ? context.files.origin : call.url.origin;
    const own = `${origin}/v1/predictions/${id}`;
    const addresses = results.map((result) => (knobs.inline ? dataUri(result) : result.url));
    return {
      id,
      model: model.name,
      version: model.version,
      status: word,
      source: "api",
      input: isRemoved ? {} : storedInput(input),
      output: state === "succeeded" && results.length > 0 && !isRemoved ? model.output(addresses) : null,
      error: state === "failed" ? (message ?? "Prediction failed.") : null,
      logs: "",
      created_at: time(createdAt),
      started_at: state === "queued" ? null : time(createdAt),
      completed_at: endedAt === undefined ? null : time(endedAt),
      data_removed: isRemoved,
      ...(endedAt !== undefined && { metrics: { predict_time: (endedAt - createdAt) / 1000 } }),
      ...(knobs.urls !== "omitted" && {
        urls: { get: own, cancel: `${own}/cancel`, web: `https://replicate.com/p/${id}` },
      }),
    };
  }

  function dataUri({ path, format }: Reading["results"][number]): string {
    const content = context.files.bytes(path) ?? new Uint8Array();
    return `data:image/${format};base64,${Buffer.from(content).toString("base64")}`;
  }

  return { submit, status, cancel, list };
}

function storedInput(input: ModelInput): object {
  const { image, ...rest } = input;
  return image.startsWith("data:") ? rest : input;
}
