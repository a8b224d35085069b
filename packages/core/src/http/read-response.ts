import * as z from "zod/mini";
import type { CallContext } from "../contract/call-context.ts";
import { sniffFormat } from "../contract/image.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { type Api, withoutKey } from "./api.ts";
import { breathe } from "./breathe.ts";
import { isExhausted, pauseAsked } from "./pause-asked.ts";
import { readBody } from "./read-body.ts";
import { type ReadResponse, responseError } from "./response-error.ts";

// Schemas are read, never compiled: pages under a strict policy forbid code from strings.
z.config({ jitless: true });

/** Made once: making one takes longer than reading a response. */
const decoder = new TextDecoder();

/** Room for what a response says beside its results. */
const words = 2 ** 20;

/** Bodies above this are decoded and parsed in separate turns. */
const large = 2 * 2 ** 20;

/** What a response is expected to hold: JSON of a shape, or an image. */
export type Expected<T> =
  | { readonly json: z.ZodMiniType<T> }
  /** `from` makes the result of an image's bytes. */
  | { readonly image: (bytes: Uint8Array<ArrayBuffer>) => T };

/** What was read, and the headers that came with it, such as the credits charged. */
export interface ApiResponse<T> {
  readonly body: T;
  readonly headers: Headers;
}

/**
 * Reads a response of a service's API: status first, then the body within its limit, then content type and shape.
 *
 * @throws {StratifyError} what the service says is wrong, `response-too-large`, or `unexpected-response`
 */
export async function readResponse<T>(
  api: Api,
  expected: Expected<T>,
  response: Response,
  context: Pick<CallContext, "clock" | "gate" | "maxResultBytes">,
): Promise<ApiResponse<T>> {
  const { status, headers, ok } = response;
  const now = context.clock.now();
  const wait = pauseAsked(headers, now, api.rateHeaders);
  if (wait !== undefined && (status === 429 || isExhausted(headers, api.rateHeaders)))
    context.gate.pause(wait);

  const limit = limitOf(expected, context.maxResultBytes);
  const bytes = await readBody(response, limit);
  if (!bytes) {
    const detail = `more than ${limit} bytes, status ${status}`;
    throw new StratifyError({ code: "response-too-large", status, detail });
  }
  if ("image" in expected && ok && sniffFormat(bytes)) return { body: expected.image(bytes), headers };

  const read = await readText(api, response, bytes);
  if (!ok || api.isFailure?.(read.json)) throw responseError(api, read, now);
  // A success may say nothing at all, where the schema agrees: nothing counts as `null`.
  const said = read.text === "" ? null : read.json;
  const checked = "json" in expected ? z.safeParse(expected.json, said) : undefined;
  if (said !== undefined && checked?.success) return { body: checked.data, headers };
  throw new StratifyError({
    ...responseError(api, read, now),
    code: "unexpected-response",
    status,
    detail: unexpected(api, expected, read),
  });
}

/** A result that comes inside JSON is written in base64, which takes a third more. */
function limitOf(expected: Expected<unknown>, maxResultBytes: number): number {
  return "image" in expected ? Math.max(maxResultBytes, words) : Math.ceil((maxResultBytes * 4) / 3) + words;
}

/**
 * The key is struck out of every text of the response, in whatever field, as it reads once it is parsed: JSON may write
 * a slash in three ways. Names of fields stay, lest a short token change the shape.
 */
async function readText(
  api: Api,
  { status, headers }: Response,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ReadResponse> {
  const decoded = decoder.decode(bytes);
  if (bytes.length > large) await breathe();
  const json = isJson(headers) ? parse(api, decoded) : undefined;
  if (bytes.length > large) await breathe();
  return { status, headers, text: withoutKey(api, decoded), json };
}

function isJson(headers: Headers): boolean {
  return /\bjson\b/i.test(headers.get("content-type") ?? "");
}

function unexpected(api: Api, expected: Expected<unknown>, { status, headers }: ReadResponse): string {
  if ("json" in expected && isJson(headers)) return `JSON of another shape, status ${status}`;
  const wanted = "json" in expected ? "JSON" : "image";
  const type = withoutKey(api, headers.get("content-type") ?? "untyped bytes");
  return `no ${wanted} but ${type}, status ${status}`;
}

function parse(api: Api, text: string): unknown {
  try {
    return JSON.parse(text, (_name, value) => (typeof value === "string" ? withoutKey(api, value) : value));
  } catch {
    return undefined;
  }
}
