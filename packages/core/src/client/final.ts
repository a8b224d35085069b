import type { Capabilities } from "../contract/capabilities.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import type { StratifyError } from "../errors/stratify-error.ts";

/**
 * What ends a job for good: the provider's own word at once; that nothing is there only when the documented lifetime
 * of results is over, since a service that lost sight of a job may find it again.
 */
const finality: Partial<Record<ErrorCode, "at-once" | "after-lifetime">> = {
  "job-failed": "at-once",
  "content-refused": "at-once",
  "job-canceled": "at-once",
  "no-output": "at-once",
  "not-found": "after-lifetime",
  "result-expired": "after-lifetime",
};

/** Whether results of a job that was submitted then may be gone by now; `undefined` where no lifetime is documented. */
export function outlivesResults(
  submittedAt: number,
  { resultLifetime }: Pick<Capabilities, "resultLifetime">,
  now: number,
): boolean | undefined {
  return resultLifetime === undefined ? undefined : now - submittedAt >= resultLifetime;
}

/**
 * Tells whether the job of an error will never deliver, so that a journal may let go of it and a new run is the only
 * way on. `run`, `wait` and `resume` throw `no-output`, `not-found` and `result-expired` only after they have
 * repeated the question with pauses; that is enough where no result lifetime is documented.
 *
 * @param error as a client threw or returned it; without a handle it is about no job, and nothing is final
 * @param capabilities of the job's provider
 * @param now milliseconds since 1970
 */
export function isFinal(
  { code, handle }: Pick<StratifyError, "code" | "handle">,
  capabilities: Pick<Capabilities, "resultLifetime">,
  now: number = Date.now(),
): boolean {
  const final = finality[code];
  if (!handle || !final) return false;
  return final === "at-once" || (outlivesResults(handle.submittedAt, capabilities, now) ?? true);
}
