import {
  imageFromBytes,
  isStratifyError,
  type Prompt,
  type SourceImage,
  sniffFormat,
  type Task,
} from "@stratify/core";
import type * as z from "zod/mini";
import { type JobFields, jobFields, promptPlaces } from "../contract/job-fields.ts";
import { refusal } from "../errors/refusal.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { type BodyLimits, readBody } from "./read-body.ts";

/** A submit as it was sent. It is one job: a split has one keyword, or is automatic. */
export interface SentJob {
  readonly provider: string;
  readonly task: Task;
  readonly image: SourceImage;
  /** All that makes it different from another submit: its fields in order, and the files' bytes. */
  readonly fields: string;
  readonly files: readonly Uint8Array[];
}

/** The user's own name for the image does not come here. */
const imageName = "image";

type Field = readonly [name: string, value: unknown];

/** The files of a submit; one that is not there is empty. */
interface Files {
  readonly image: Uint8Array<ArrayBuffer>;
  readonly mask: Uint8Array<ArrayBuffer>;
}

const noFile = new Uint8Array();

/**
 * Reads a submit in any of its three forms: a form with files, JSON, or raw bytes with the fields in the query.
 *
 * @throws {StratifyError} under 400, 408, 413, 415 or 429, saying what is wrong
 */
export async function readJob(request: Request, limits: BodyLimits, budget: ByteBudget): Promise<SentJob> {
  const type = (request.headers.get("content-type") ?? "").toLowerCase();
  const query: readonly Field[] = [...new URL(request.url).searchParams];
  if (/^multipart\/form-data\b/.test(type)) {
    const form = await formOf(await readBody(request, limits, budget), request.headers.get("content-type"));
    const fields = [...form].filter(([, value]) => typeof value === "string");
    return jobOf([...query, ...fields], await filesOf(form));
  }
  if (/^application\/json\b/.test(type)) {
    const fields = jsonFields(await readBody(request, limits, budget));
    return jobOf([...query, ...fields], { image: noFile, mask: noFile });
  }
  if (/^(image\/|application\/octet-stream\b)/.test(type)) {
    return jobOf(query, { image: await readBody(request, limits, budget), mask: noFile });
  }
  const detail = "a submit is multipart/form-data, application/json, or the bytes of an image";
  throw refusal(415, "invalid-request", detail);
}

function jobOf(given: readonly Field[], files: Files): SentJob {
  const names = given.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`the field ${shown(twice)} is there twice`);
  const { data, error } = jobFields.safeParse(Object.fromEntries(given));
  if (!data) throw invalid(wordsOf(error));
  return {
    provider: data.provider,
    task: taskOf(data, promptOf(data, files.mask)),
    image: imageOf(data, files.image),
    fields: JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))),
    files: [files.image, files.mask],
  };
}

function imageOf(fields: JobFields, bytes: Uint8Array<ArrayBuffer>): SourceImage {
  const { "image-url": url, "image-render": id } = fields;
  const given = [url !== undefined, id !== undefined, bytes.length > 0].filter(Boolean).length;
  if (given !== 1) throw invalid("a submit has one image: bytes, image-url or image-render");
  if (url !== undefined) return { kind: "url", name: imageName, url };
  if (id !== undefined) return { kind: "render", name: imageName, id };
  try {
    return imageFromBytes(bytes, imageName);
  } catch (error) {
    throw isStratifyError(error) ? refusal(415, "invalid-request", error.detail ?? error.message) : error;
  }
}

function promptOf({ prompt: text }: JobFields, mask: Uint8Array): Prompt | undefined {
  if (text === undefined && mask.length === 0) return undefined;
  const { data: places, error } = promptPlaces.safeParse(text === undefined ? {} : parsed(text));
  if (!places) throw invalid(`prompt: ${error.issues[0]?.path.join(".") || "it"} is missing or broken`);
  if (mask.length > 0 && sniffFormat(mask) !== "png")
    throw refusal(415, "invalid-request", "prompt-mask is the file of a PNG");
  return { ...places, ...(mask.length > 0 && { mask }) };
}

function taskOf(fields: JobFields, prompt: Prompt | undefined): Task {
  const { task, keyword, "max-layers": maxLayers, "background-color": color, "background-id": id } = fields;
  if (keyword !== undefined && task !== "split") throw invalid("a keyword goes with split, and only there");
  if (maxLayers !== undefined && (task !== "split" || keyword !== undefined))
    throw invalid("max-layers goes with a split without a keyword, and only there");
  if (prompt && task === "replace-background")
    throw invalid("a prompt goes with split and cutout, and only there");
  const backgrounds = [color, id].filter((value) => value !== undefined).length;
  if (backgrounds !== (task === "replace-background" ? 1 : 0)) {
    throw invalid("one of background-color and background-id goes with replace-background, and only there");
  }
  const pointed = { ...(prompt && { prompt }) };
  if (task === "cutout") return { task, ...pointed };
  if (task === "split" && keyword !== undefined) return { task, keywords: [keyword], ...pointed };
  if (task === "split") {
    return {
      task,
      keywords: [],
      ...(maxLayers !== undefined && { maxLayers: Number(maxLayers) }),
      ...pointed,
    };
  }
  const background = color !== undefined ? ({ kind: "color", color } as const) : catalogue(id);
  return { task, background };
}

function catalogue(id = "") {
  return { kind: "catalogue", id } as const;
}

/** The platform's parser reads it, from bytes that were counted already. */
async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string | null): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": type ?? "" } }).formData();
  } catch {
    throw invalid("the form can't be read");
  }
}

async function filesOf(form: FormData): Promise<Files> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, value] of form) {
    if (typeof value === "string") continue;
    if ((name !== "image" && name !== "prompt-mask") || files.has(name))
      throw invalid("a form has one file under the name image, and one under prompt-mask");
    files.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  return { image: files.get("image") ?? noFile, mask: files.get("prompt-mask") ?? noFile };
}

/** Numbers and objects are written as text, as they stand in a form. */
function jsonFields(bytes: Uint8Array): readonly Field[] {
  const fields = parsed(new TextDecoder().decode(bytes));
  if (typeof fields !== "object" || fields === null || Array.isArray(fields))
    throw invalid("the JSON can't be read as an object");
  return Object.entries(fields).map(([name, value]: Field) => {
    const written =
      (name === "max-layers" && typeof value === "number") ||
      (name === "prompt" && typeof value === "object");
    return [name, written ? JSON.stringify(value) : value];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wordsOf(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys") return `there is no field ${shown(issue.keys[0] ?? "")}`;
  const field = String(issue?.path[0] ?? "");
  if (issue?.code === "invalid_value") return `${field} is one of ${issue.values.join(", ")}`;
  if (issue?.code === "too_big") return `${field} has at most ${issue.maximum} characters`;
  return `${field} is missing or broken`;
}

/** A name out of a request, short enough to be told. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 40));
}

function invalid(detail: string) {
  return refusal(400, "invalid-request", detail);
}
