import type { Capabilities } from "../contract/capabilities.ts";
import type { ErrorCode } from "../errors/error-code.ts";

/** What ends a job at once. `no-output` is thrown only after the question was repeated. */
const endings: ReadonlySet<ErrorCode> = new Set([
  "job-failed",
  "content-refused",
  "job-canceled",
  "no-output",
]);

/** What ends a job only when results are gone anyway: a service that lost sight of a job may find it again. */
const losses: ReadonlySet<ErrorCode> = new Set(["not-found", "result-expired"]);

/** What ends a job of this process: nothing of it is left to be taken up later. */
const stops: ReadonlySet<ErrorCode> = new Set(["deadline", "aborted"]);

/** How long a job is kept for resume where the service documents no lifetime of results, in milliseconds. */
const assumedLifetime = 24 * 3_600_000;

/** What of a provider's capabilities says how long a job can be asked for. */
export type Lifetime = Pick<Capabilities, "resultLifetime" | "host">;

/**
 * Whether a job of this age may have lost its results. A provider in this process forgets nothing by mistake: what it
 * does not have is gone.
 *
 * @param age milliseconds since the job was accepted
 */
export function resultsMayBeGone(age: number, { resultLifetime = assumedLifetime, host }: Lifetime): boolean {
  return host === undefined || age >= resultLifetime;
}

/** Whether a failure stops a job that lives in this process only. */
export function stopsHere({ code }: { readonly code: ErrorCode }, { host }: Lifetime): boolean {
  return host === undefined && stops.has(code);
}

/**
 * Whether a failure ends a job for good, so that its journal can be closed.
 *
 * @param error as `run`, `wait` or `resume` gave it: "not there" has been repeated with pauses by then
 * @param age milliseconds since the job was accepted
 */
export function isFinal(error: { readonly code: ErrorCode }, age: number, lifetime: Lifetime): boolean {
  const { code } = error;
  const isLost = losses.has(code) && resultsMayBeGone(age, lifetime);
  return endings.has(code) || isLost || stopsHere(error, lifetime);
}
