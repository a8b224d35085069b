import type { CallContext } from "../contract/call-context.ts";
import { isStratifyError, type StratifyError } from "../errors/stratify-error.ts";
import { wasNotSent } from "./paid-failure.ts";

/** How a kind of request is repeated. */
interface RetryPolicy {
  /** Most repeats after the first attempt. */
  readonly limit: number;
  /** The first pause in milliseconds; each further one is twice as long. A response that names a pause wins. */
  readonly pause: number;
  /** Failures after which another attempt is made. */
  readonly after: (error: StratifyError) => boolean;
}

/** Whether a failure passes by itself. */
export function isPassing({ code }: StratifyError): boolean {
  return code === "network" || code === "unavailable" || code === "rate-limited";
}

/** The one table of repeats. The HTTP method says nothing: a service may poll by POST. */
const policies = {
  /** Only what was certainly not accepted. */
  paid: { limit: 4, pause: 1000, after: (error) => error.status === 429 || wasNotSent(error) },
  /** A paid request with a key by which the service knows it again: also after a lost response. */
  idempotent: { limit: 3, pause: 1000, after: isLost },
  /** Costs nothing and changes nothing. */
  safe: { limit: 3, pause: 1000, after: isPassing },
  /** The next poll comes anyway. */
  poll: { limit: 0, pause: 0, after: isPassing },
  /** A file from or to a storage. */
  transfer: { limit: 3, pause: 500, after: isPassing },
} satisfies Record<string, RetryPolicy>;

/** The kinds of requests, by how they are repeated. */
export type RetryKind = keyof typeof policies;

/**
 * Makes an attempt and repeats it as its kind allows.
 *
 * @param attempt makes one attempt; `before` is the failure that it follows
 * @throws {StratifyError} the last attempt's failure, or the signal's reason
 */
export async function withRetries<T>(
  kind: RetryKind,
  { signal, clock }: Pick<CallContext, "signal" | "clock">,
  attempt: (before: StratifyError | undefined) => Promise<T>,
): Promise<T> {
  const { limit, pause, after }: RetryPolicy = policies[kind];
  let before: StratifyError | undefined;
  for (let repeat = 0; ; repeat++) {
    try {
      return await attempt(before);
    } catch (thrown) {
      // What nobody foresaw goes on as it is: the caller knows by it that a paid request may have been accepted.
      if (signal.aborted || !isStratifyError(thrown)) throw thrown;
      if (repeat === limit || !after(thrown)) throw thrown;
      before = thrown;
      await clock.sleep(thrown.retryAfter ?? pause * 2 ** repeat, signal);
    }
  }
}

/**
 * Whether the response may still come: nothing arrived, or something between here and the service answered. Under status
 * 500 the service itself says that nobody knows the outcome, and would say so again.
 */
function isLost({ mayHaveBeenCharged, status }: StratifyError): boolean {
  return mayHaveBeenCharged && status !== 500;
}
