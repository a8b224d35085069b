import { refusal } from "../errors/refusal.ts";
import type { ByteBudget } from "./byte-budget.ts";

/** How much of a body is read, and for how long. */
export interface BodyLimits {
  /** Bytes. */
  readonly most: number;
  /** Milliseconds for the whole body. */
  readonly time: number;
}

/**
 * Reads a request's body, counting and against the clock: what it declares of its length is not believed.
 *
 * @param budget what all bodies together may take; whoever gets the bytes gives them back
 * @throws {StratifyError} under 413, 408 or 429
 */
export async function readBody(
  request: Request,
  { most, time }: BodyLimits,
  budget: ByteBudget,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => refusal(413, "invalid-request", `a request has at most ${most} bytes`);
  if (Number(request.headers.get("content-length")) > most) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => {});
  }, time);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > most) throw tooLarge();
      budget.take(next.value.length);
      chunks.push(next.value);
    }
    if (late) throw refusal(408, "network", `the request took more than ${time / 1000} s to arrive`);
    return joined(chunks, size);
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
