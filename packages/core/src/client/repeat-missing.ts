import type { JobHandle } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import { resultsMayBeGone } from "./final.ts";

/** Answers that a paid job or its result is not there, counted until they are believed. */
export interface MissingAnswers {
  /** Milliseconds to wait before the question is repeated, or `undefined` when the answer counts. */
  pauseAfter(code: ErrorCode): number | undefined;
  /** To be called when the provider knew the job: what it says later is counted anew. */
  known(): void;
}

/**
 * Pauses between repeats, in milliseconds. Two minutes in all outlast a lagging replica, a restart and a storage
 * that is slow to publish; growing pauses find what is only seconds late within seconds.
 */
const pauses = [2_000, 5_000, 15_000, 30_000, 60_000];

/** A job that succeeded without outputs most often found nothing, so the user is told after seconds. */
const repeats: Partial<Record<ErrorCode, readonly number[]>> = {
  "not-found": pauses,
  "result-expired": pauses,
  "no-output": pauses.slice(0, 2),
};

/**
 * Counts the missing answers about one job. Where results may be gone the first one counts.
 */
export function countMissing(
  { capabilities }: Pick<Provider, "capabilities">,
  { submittedAt }: JobHandle,
  now: () => number,
): MissingAnswers {
  const seen = new Map<ErrorCode, number>();
  return {
    pauseAfter(code) {
      if (resultsMayBeGone(now() - submittedAt, capabilities)) return undefined;
      const count = seen.get(code) ?? 0;
      seen.set(code, count + 1);
      return repeats[code]?.[count];
    },
    known() {
      seen.delete("not-found");
      seen.delete("no-output");
    },
  };
}
