import { setTimeout as sleep } from "node:timers/promises";
import type { Call } from "../../call.ts";
import { type Fault, unknownWord } from "../../faults.ts";
import type { Reading, ResultFile } from "../../job.ts";
import { JobBook } from "../../job-book.ts";
import { pictureInfo } from "../../picture-info.ts";
import { json, type Reply } from "../../reply.ts";
import {
  bookDefaults,
  charge,
  countDown,
  fetchPicture,
  type ServiceContext,
  storeResult,
} from "../../service-context.ts";
import type { EditRequest } from "./edit.ts";
import { refuseClaid } from "./errors.ts";
import type { ClaidKnobs } from "./knobs.ts";

interface Details {
  /** The body that was sent, echoed in every answer. */
  readonly request: unknown;
  /** Known once the input has been fetched. */
  input?: ImageObject;
}

/** Claid's asynchronous tasks and synchronous edits. */
export function createClaidTasks(context: ServiceContext, knobs: ClaidKnobs) {
  const tasks = new JobBook<Details>({
    ...bookDefaults(context),
    knobs,
    words: () => ({
      queued: "ACCEPTED",
      running: "PROCESSING",
      succeeded: "DONE",
      failed: "ERROR",
      canceled: "CANCELLED",
    }),
  });

  /** Accepts an edit by address, to be asked after. */
  function submit(request: EditRequest, body: unknown, call: Call): Reply {
    const id = String(context.ids.integer());
    const source = fetchPicture(context, request.input);
    const details: Details = { request: body };
    pay(id, request, source ?? request.input);
    const task = tasks.open(id, details, call.fault, async () => {
      if (!source) throw new Error("Could not fetch the input image.");
      details.input = readInput(source);
      return [await make(source, request, () => tasks.drop(id))];
    });
    const word = call.fault?.kind === "unknown-status" ? unknownWord(call.fault) : "ACCEPTED";
    const origin = knobs.resultUrl === "http" ? context.files.origin : call.url.origin;
    return json(200, {
      data: {
        id: Number(id),
        status: word,
        ...(knobs.resultUrl !== "omitted" && { result_url: `${origin}${call.url.pathname}/${id}` }),
        created_at: timestamp(task.createdAt),
        request: body,
      },
    });
  }

  async function status(id: string, fault: Fault | undefined): Promise<Reply> {
    const task = tasks.find(id);
    if (!task) return refuseClaid(404);
    const reading = await tasks.read(task, fault);
    return json(200, {
      data: {
        id: Number(id),
        status: reading.word,
        created_at: timestamp(task.createdAt),
        request: task.details.request,
        errors: reading.state === "failed" ? [failure(reading, task.details)] : [],
        ...resultOf(reading, task.details),
      },
    });
  }

  /** Makes an edit while the caller waits. */
  async function edit(request: EditRequest, source: Uint8Array, fault: Fault | undefined): Promise<Reply> {
    if (!pictureInfo(source)) return refuseClaid(400, undefined, unreadable);
    const id = String(context.ids.integer());
    const entry = pay(id, request, source);
    try {
      const latency = fault?.kind === "slow-job" ? fault.ms : knobs.latency;
      await sleep(typeof latency === "number" ? latency : 0);
      if (fault?.kind === "job-failed") throw new Error(fault.message ?? "Image processing failed.");
      const output = await make(source, request, () => context.files.remove(output.path));
      if (fault?.kind === "oversized" || fault?.kind === "wrong-content-type")
        context.files.spoil(output.path, fault);
      const lifetime = fault?.kind === "expired-url" ? -1000 : knobs.resultLifetime;
      const url = fault?.kind === "empty-output" ? null : context.files.url(output.path, lifetime);
      return json(200, {
        data: { input: readInput(source), output: { ...imageObject(output), tmp_url: url } },
      });
    } catch (error) {
      entry.refunded = true;
      knobs.credits++;
      return refuseClaid(400, undefined, error instanceof Error ? error.message : String(error));
    }
  }

  async function make(source: Uint8Array, request: EditRequest, forget: () => void): Promise<ResultFile> {
    const { segmenter } = context;
    const found = knobs.findsKeywords || request.keyword === undefined;
    const picture = found ? await segmenter.edit(source, request.edit) : undefined;
    if (!picture && knobs.keywordMissing === "error") throw new Error("The object to keep was not found.");
    const made = picture ?? (await segmenter.edit(source, { ...request.edit, keep: "nothing" }));
    if (!made) throw new Error("The edit gave no picture");
    return storeResult(context, "claid", context.ids.uuid(), made, countDown(context, 1, forget));
  }

  function pay(job: string, { task, keyword }: EditRequest, source: Uint8Array | string) {
    knobs.credits--;
    return charge(context, {
      service: "claid",
      job,
      task,
      ...(keyword !== undefined && { keyword }),
      source,
      cost: 1,
    });
  }

  function failure(reading: Reading, details: Details): unknown {
    const error = reading.message ?? "Image processing failed.";
    const time = knobs.errorTime === "integer" ? Math.floor(Date.now() / 1000) : timestamp(Date.now());
    return { error, created_at: time, input_object: details.input ?? null };
  }

  function resultOf(reading: Reading, details: Details): { result?: unknown } {
    const [output] = reading.results;
    if (output) {
      const object = { ...imageObject(output), tmp_url: output.url };
      return { result: { input_object: details.input, output_object: object } };
    }
    if (knobs.emptyResult === "absent") return {};
    return { result: knobs.emptyResult === "null" ? null : {} };
  }

  return { submit, status, edit };
}

const unreadable = "The input is not an image, or of an unknown format.";

/** How Claid describes a picture. The format is upper case, as in its examples. */
interface ImageObject {
  readonly ext: string;
  readonly mps: number;
  readonly mime: string;
  readonly format: string;
  readonly width: number;
  readonly height: number;
}

function imageObject({
  format,
  width,
  height,
}: Pick<ResultFile, "format" | "width" | "height">): ImageObject {
  const mps = (width * height) / 1_000_000;
  return { ext: format, mps, mime: `image/${format}`, format: format.toUpperCase(), width, height };
}

function readInput(source: Uint8Array): ImageObject {
  const info = pictureInfo(source);
  if (!info) throw new Error(unreadable);
  return imageObject(info);
}

/** ISO 8601 with microseconds and offset. */
function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "000+00:00");
}
