import type { CallContext } from "../contract/call-context.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import { inTime } from "./in-time.ts";
import { pauseAsked } from "./pause-asked.ts";
import { withRetries } from "./retry.ts";

/**
 * Moves a file from or to a storage, which costs nothing and may be done again after failures that pass by themselves.
 *
 * @param move one attempt
 */
export function transfer<T>(context: CallContext, move: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withRetries("transfer", context, async () => {
    try {
      return await inTime(context, "transfer", move);
    } catch (thrown) {
      context.signal.throwIfAborted();
      if (isStratifyError(thrown)) throw thrown;
      throw new StratifyError({ code: "network", detail: "the connection broke off", cause: thrown });
    }
  });
}

/**
 * Lets go of a storage's response that is no success and says what it means. Its words are not kept: they may repeat
 * the signature of the URL.
 *
 * @param code what a refusal means that does not pass by itself
 * @param now milliseconds since 1970
 */
export async function refusal(response: Response, code: ErrorCode, now: number): Promise<StratifyError> {
  const { status, headers } = response;
  await response.body?.cancel();
  const passing = status === 408 || status === 429 || status >= 500;
  return new StratifyError({
    code: passing ? "unavailable" : code,
    status,
    detail: `its storage responded with status ${status}`,
    retryAfter: pauseAsked(headers, now),
  });
}

/**
 * A web URL out of a service's response.
 *
 * @param code of the error that anything else is, such as a file's URL
 * @param base what the URL may be relative to
 */
export function webUrl(text: string, code: ErrorCode, base?: URL): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  // No platform sends a request to a URL that holds a user's name or password.
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url;
  throw new StratifyError({ code, detail: "its URL is not a web URL" });
}
