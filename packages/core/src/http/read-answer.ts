import * as z from "zod/mini";
import { StratifyError } from "../errors/stratify-error.ts";
import { answerError } from "./answer-error.ts";
import { type Api, withoutKey } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { readBody } from "./read-body.ts";
import { retryAfter } from "./retry-after.ts";

// Schemas are read, never compiled: pages under a strict policy forbid code from strings.
z.config({ jitless: true });

/** Made once: making one takes longer than reading an answer. */
const decoder = new TextDecoder();

/** No JSON answer of these services comes near this. */
const largestAnswer = 4 * 2 ** 20;

/**
 * Reads an answer of a service's API: status first, then content type, then JSON, then shape.
 *
 * @throws {StratifyError} what the service says is wrong, or `unexpected-response`
 */
export async function readAnswer<T>(
  api: Api,
  schema: z.ZodMiniType<T>,
  response: Response,
  context: Pick<CallContext, "clock" | "gate">,
): Promise<T> {
  const { status, headers } = response;
  const wait = retryAfter(headers, context.clock.now());
  if (wait !== undefined && (status === 429 || Number(headers.get("ratelimit-remaining") ?? 1) <= 0)) {
    context.gate.pause(wait);
  }
  const body = await readBody(response, largestAnswer);
  // Struck out before anything is read: no word of the answer, in whatever field, can carry the key on.
  const text = withoutKey(api, decoder.decode(body));
  const isJson = /\bjson\b/i.test(headers.get("content-type") ?? "");
  const json = isJson ? parse(text) : undefined;
  const answer = { status, headers, json, text };
  if (!response.ok || api.isFailure?.(json)) throw answerError(api, answer, context.clock.now());

  // A success may say nothing at all, where the schema agrees: nothing counts as `null`.
  const said = text === "" ? null : json;
  const checked = z.safeParse(schema, said);
  if (said !== undefined && checked.success) return checked.data;
  throw new StratifyError({
    ...answerError(api, answer, context.clock.now()),
    code: "unexpected-response",
    status,
    detail: isJson
      ? `JSON of another shape, status ${status}`
      : `no JSON but ${withoutKey(api, headers.get("content-type") ?? "untyped bytes")}, status ${status}`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
