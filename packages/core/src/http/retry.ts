import type { CallContext } from "../contract/call-context.ts";
import { isStratifyError, type StratifyError } from "../errors/stratify-error.ts";
import { wasNotSent } from "./paid-failure.ts";

/** How a kind of request is repeated. */
export interface RetryPolicy {
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

// The policies of all requests. The HTTP method says nothing: a service may poll by POST.

/** By the kind of an API call. */
export const callPolicies = {
  /** Only what was certainly not accepted. */
  paid: { limit: 4, pause: 1000, after: (error) => error.status === 429 || wasNotSent(error) },
  /** Costs nothing and changes nothing. */
  safe: { limit: 3, pause: 1000, after: isPassing },
  /** The next poll comes anyway. */
  poll: { limit: 0, pause: 0, after: isPassing },
} satisfies Record<string, RetryPolicy>;

/** A file from or to a storage. */
export const transferPolicy: RetryPolicy = { limit: 3, pause: 500, after: isPassing };

/**
 * A paid request with a key by which the service knows it again: also after a lost response, which may still come.
 * Nothing arrived, or something between here and the service answered. Under status 500 the service itself says that
 * nobody knows the outcome, and would say so again.
 */
export const idempotentPolicy: RetryPolicy = {
  limit: 3,
  pause: 1000,
  after: ({ mayHaveBeenCharged, status }) => mayHaveBeenCharged && status !== 500,
};

/**
 * Makes an attempt and repeats it as its policy allows.
 *
 * @param attempt makes one attempt; `before` is the failure that it follows
 * @throws {StratifyError} the last attempt's failure, or the signal's reason
 */
export async function withRetries<T>(
  { limit, pause, after }: RetryPolicy,
  { signal, clock }: Pick<CallContext, "signal" | "clock">,
  attempt: (before: StratifyError | undefined) => Promise<T>,
): Promise<T> {
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
