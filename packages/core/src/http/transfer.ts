import type { ErrorCode } from "../errors/error-code.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import type { CallContext } from "./call-context.ts";
import { retryAfter } from "./retry-after.ts";
import { within } from "./within.ts";

const repeats = 3;

/**
 * Moves a file from or to a storage, which costs nothing and may be done again: up to three times after failures
 * that pass by themselves, with growing pauses or after as long as the storage asks.
 *
 * @param what is moved, for errors
 * @param move one attempt
 */
export async function transfer<T>(
  what: "download" | "upload",
  { signal, clock, requestTimeout }: CallContext,
  move: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ms = 4 * requestTimeout;
  const network = (detail: string, cause?: unknown) => new StratifyError({ code: "network", detail, cause });
  const slow = () => network(`the ${what} took more than ${ms / 1000} s`);
  for (let repeat = 0; ; repeat++) {
    try {
      return await within(signal, { ms, error: slow }, move);
    } catch (error) {
      signal.throwIfAborted();
      const failure = isStratifyError(error) ? error : network(`the ${what} broke off`, error);
      const passing = failure.code === "network" || failure.code === "unavailable";
      if (!passing || repeat === repeats) throw failure;
      await clock.sleep(failure.retryAfter ?? 500 * 2 ** repeat, signal);
    }
  }
}

/**
 * Lets go of a storage's answer that is no success and says what it means. Its words are not kept: they may repeat
 * the signature of the address.
 *
 * @param code what a refusal means that does not pass by itself
 * @param now milliseconds since 1970
 */
export async function refusal(
  response: Response,
  code: "result-expired" | "result-invalid" | "result-too-large" | "refused",
  now: number,
): Promise<StratifyError> {
  const { status, headers } = response;
  await response.body?.cancel();
  const passing = status === 408 || status === 429 || status >= 500;
  return new StratifyError({
    code: passing ? "unavailable" : code,
    status,
    detail: `its storage answered with status ${status}`,
    retryAfter: retryAfter(headers, now),
  });
}

/**
 * A web address out of a service's answer.
 *
 * @param code of the error that anything else is, such as a file's address
 * @param base what the address may be relative to
 */
export function webAddress(address: string, code: ErrorCode, base?: URL): URL {
  const url = parse(address, base);
  if (url?.protocol === "https:" || url?.protocol === "http:") return url;
  throw new StratifyError({ code, detail: "its address is not a web address" });
}

function parse(address: string, base: URL | undefined): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}
