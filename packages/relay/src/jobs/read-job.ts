import { imageFromBytes, isStratifyError, type JobRequest, type SourceImage } from "@stratify/core";
import type * as z from "zod/mini";
import { type JobFields, jobFields } from "../contract/job-fields.ts";
import { refusal } from "../errors/refusal.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { type BodyLimits, readBody } from "./read-body.ts";

/** A submit as it was sent. */
export interface SentJob {
  readonly provider: string;
  readonly request: JobRequest;
  /** All that makes it different from another submit: its fields in order, and the picture's bytes. */
  readonly fields: string;
  readonly bytes: Uint8Array;
}

/** The user's own name for the picture does not come here. */
const imageName = "picture";

type Field = readonly [name: string, value: unknown];

/**
 * Reads a submit in any of its three forms: a form with a file, JSON, or raw bytes with the fields in the query.
 *
 * @throws {StratifyError} under 400, 408, 413, 415 or 429, saying what is wrong
 */
export async function readJob(request: Request, limits: BodyLimits, budget: ByteBudget): Promise<SentJob> {
  const type = (request.headers.get("content-type") ?? "").toLowerCase();
  const query: readonly Field[] = [...new URL(request.url).searchParams];
  if (/^multipart\/form-data\b/.test(type)) {
    const form = await formOf(await readBody(request, limits, budget), request.headers.get("content-type"));
    const files = [...form].filter(([, value]) => typeof value !== "string");
    const fields = [...form].filter(([, value]) => typeof value === "string");
    const [file, ...more] = files;
    if (more.length > 0 || (file && file[0] !== "image"))
      throw invalid("a form has one file, under the name image");
    const bytes = file?.[1] instanceof Blob ? new Uint8Array(await file[1].arrayBuffer()) : new Uint8Array();
    return jobOf([...query, ...fields], bytes);
  }
  if (/^application\/json\b/.test(type)) {
    return jobOf([...query, ...jsonFields(await readBody(request, limits, budget))], new Uint8Array());
  }
  if (/^(image\/|application\/octet-stream\b)/.test(type)) {
    return jobOf(query, await readBody(request, limits, budget));
  }
  const detail = "a submit is multipart/form-data, application/json, or the bytes of an image";
  throw refusal(415, "invalid-request", detail);
}

function jobOf(given: readonly Field[], bytes: Uint8Array<ArrayBuffer>): SentJob {
  const names = given.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`the field ${shown(twice)} is there twice`);
  const { data, error } = jobFields.safeParse(Object.fromEntries(given));
  if (!data) throw invalid(wordsOf(error));
  return {
    provider: data.provider,
    request: requestOf(data, imageOf(data, bytes)),
    fields: JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))),
    bytes,
  };
}

function imageOf(fields: JobFields, bytes: Uint8Array<ArrayBuffer>): SourceImage {
  const { "image-url": url, "image-render": id } = fields;
  const given = [url !== undefined, id !== undefined, bytes.length > 0].filter(Boolean).length;
  if (given !== 1) throw invalid("a submit has one picture: bytes, image-url or image-render");
  if (url !== undefined) return { kind: "url", name: imageName, url };
  if (id !== undefined) return { kind: "render", name: imageName, id };
  try {
    return imageFromBytes(bytes, imageName);
  } catch (error) {
    throw isStratifyError(error) ? refusal(415, "invalid-request", error.detail ?? error.message) : error;
  }
}

function requestOf(fields: JobFields, image: SourceImage): JobRequest {
  const { task, keyword, "background-color": color, "background-id": id } = fields;
  if ((keyword !== undefined) !== (task === "split"))
    throw invalid("a keyword goes with split, and only there");
  const backgrounds = [color, id].filter((value) => value !== undefined).length;
  if (backgrounds !== (task === "replace-background" ? 1 : 0)) {
    throw invalid("one of background-color and background-id goes with replace-background, and only there");
  }
  if (task === "split") return { task, image, keyword: keyword ?? "" };
  if (task === "cutout") return { task, image };
  const background = color !== undefined ? ({ kind: "color", color } as const) : catalogue(id);
  return { task, image, background };
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

function jsonFields(bytes: Uint8Array): readonly Field[] {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return Object.entries(parsed);
  } catch {
    // Said below.
  }
  throw invalid("the JSON can't be read as an object");
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
