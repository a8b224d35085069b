import type { JobHandle, JobStatus } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { named } from "../errors/named.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import { nextPoll } from "../polling/next-poll.ts";
import type { JobRun } from "./job-run.ts";
import { freeContext, historyKey, type Services } from "./services.ts";

/** A job that has ended well, and how often it was asked about. */
export interface EndedJob {
  readonly status: Extract<JobStatus, { state: "succeeded" }>;
  readonly polls: number;
}

/** Failures that pass by themselves: they change nothing but when the next poll comes. */
const passing = new Set(["network", "unavailable", "rate-limited", "unexpected-response"]);

/** Answers of "no such job" right after a submit that are asked again (A5). */
const graces = 2;

/**
 * Polls until the job ends. Passing failures are waited out; an unknown status word is reported and waited on; a
 * refused key or an unknown job ends the wait at once, with the handle in the error.
 *
 * @param resumed whether the job was begun by another process: then the first poll comes at once
 */
export async function waitForJob(
  { services, provider, signal, reporter }: JobRun,
  handle: JobHandle,
  resumed: boolean,
): Promise<EndedJob> {
  const { clock, history, polling } = services;
  const key = historyKey(handle);
  const context = freeContext(services, provider, signal);
  const age = () => Math.max(0, clock.now() - handle.submittedAt);
  let lastSeen = age();
  let notFound = 0;
  let wait = resumed || handle.ended ? 0 : pollAfter(services, provider, key, age());

  for (let polls = 1; ; polls++) {
    await polling.sleep(wait, signal);
    try {
      const status = await provider.status(handle, context);
      if (status.state === "succeeded" && status.outputs.length > 0) {
        if (!resumed && !handle.ended) history.add(key, (lastSeen + age()) / 2000);
        return { status: { ...status, state: "succeeded" }, polls };
      }
      const ending = failureOf(provider, status);
      if (ending) throw ending;
      reporter.report(status.state === "queued" ? "queued" : "running", {
        raw: status.raw,
        note: status.note,
      });
      wait = 0;
    } catch (error) {
      signal.throwIfAborted();
      if (!isStratifyError(error)) throw error;
      const forgiven =
        error.code === "not-found" && age() < provider.capabilities.notFoundGrace && notFound++ < graces;
      if (!forgiven && !outlasts(error)) throw error;
      wait = error.retryAfter ?? 0;
    }
    lastSeen = age();
    wait = Math.max(wait, pollAfter(services, provider, key, age()));
  }
}

/** An answer of status 404 that is no JSON comes from a wrong address, and stays. */
function outlasts(error: StratifyError): boolean {
  const refusal = error.status !== undefined && error.status >= 400 && error.status < 500;
  return (
    passing.has(error.code) && (!refusal || error.code === "rate-limited" || error.code === "unavailable")
  );
}

/** Jobs of one batch are spread by a tenth, so that they are not all asked about in the same instant. */
function pollAfter({ history }: Services, { capabilities }: Provider, key: string, age: number): number {
  const seconds = nextPoll(history.durations(key), capabilities.cadence, age / 1000);
  return (
    1000 * Math.max(Math.min(seconds, capabilities.cadence.least), seconds * (0.95 + Math.random() / 10))
  );
}

/** The error of a job that ended without a result, or `undefined` while it is under way. */
function failureOf(provider: Provider, status: JobStatus): StratifyError | undefined {
  const about = named(provider);
  switch (status.state) {
    case "succeeded":
      return new StratifyError({ ...about, code: "no-output" });
    case "failed":
      return new StratifyError({ ...about, ...status.reason });
    case "canceled":
      return new StratifyError({ ...about, code: "job-canceled", refunded: status.refunded });
    default:
      return undefined;
  }
}
