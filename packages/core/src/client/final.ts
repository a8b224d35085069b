import type { Capabilities } from "../contract/capabilities.ts";
import type { ErrorCode } from "../errors/error-code.ts";

/** After these a job will never deliver. */
const final: ReadonlySet<ErrorCode> = new Set(["job-failed", "content-refused", "job-canceled"]);

/** After these it may still deliver while the service keeps results: one odd response ends no paid job. */
const finalOnceExpired: ReadonlySet<ErrorCode> = new Set(["no-output", "not-found", "result-expired"]);

/** How long a job is kept for resume where the service documents no lifetime of results, in milliseconds. */
const assumedLifetime = 24 * 3_600_000;

/**
 * Whether a failure ends a job for good, so that its journal can be closed.
 *
 * @param age milliseconds since the job was accepted
 */
export function isFinal(
  { code }: { readonly code: ErrorCode },
  age: number,
  { resultLifetime = assumedLifetime }: Pick<Capabilities, "resultLifetime">,
): boolean {
  return final.has(code) || (finalOnceExpired.has(code) && age > resultLifetime);
}
