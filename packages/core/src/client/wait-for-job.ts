import type { JobHandle, JobStatus } from "../contract/job.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import { createPacer } from "../polling/pacer.ts";
import type { JobRun } from "./job-run.ts";
import { countMissing } from "./repeat-missing.ts";
import { keptOutputs } from "./results.ts";
import { freeContext, historyKey } from "./services.ts";

/** A status with something to download. */
export type SucceededStatus = Extract<JobStatus, { state: "succeeded" }>;

/** The wait for one job. */
export interface JobWait {
  /** How often the job was polled. */
  readonly polls: number;
  /**
   * Polls until the job has succeeded. Called again, it polls again.
   *
   * @throws {StratifyError} when the job has ended otherwise or can't be polled, or the signal's reason
   */
  succeeded(): Promise<SucceededStatus>;
  /** Whether a failure passes by itself or is to be repeated; if so, the next poll waits as long as it needs. */
  outlasts(error: unknown): boolean;
}

/** Failures that pass by themselves: they change nothing but when the next poll comes. */
const passing = new Set(["network", "unavailable", "rate-limited", "unexpected-response"]);

/**
 * Opens the wait for a job. Passing failures are waited out; "no such job" and a result without outputs are repeated
 * with pauses before they count; an unknown status word is reported and waited on; a refused key ends the wait. What
 * came with the submit is read from the handle instead.
 *
 * @param resumed whether the job was submitted by another process: how long it took is then not known
 */
export function openWait(
  { services, provider, signal, reporter }: JobRun,
  handle: JobHandle,
  resumed: boolean,
): JobWait {
  const { clock, history, polling, pollLog } = services;
  const key = historyKey(handle);
  const context = freeContext(services, provider, signal);
  const age = () => Math.max(0, clock.now() - handle.submittedAt);
  const missing = countMissing(provider, handle, clock.now);
  const pacer = createPacer({
    cadence: provider.capabilities.cadence,
    now: clock.now,
    submittedAt: handle.outputs ? 0 : handle.submittedAt,
    answeredAt: pollLog.answeredAt(handle),
    durations: () => history.durations(key),
  });
  let polls = 0;
  let unfinishedAt = age();
  let learned = resumed || handle.ended === true || handle.outputs !== undefined;

  async function poll(): Promise<JobStatus> {
    const { outputs } = handle;
    // A job that had ended at the submit is due at once.
    const atOnce = outputs !== undefined || (polls === 0 && handle.ended === true);
    if (!atOnce) await polling.sleep(pacer.due(), signal);
    // A wake ends that sleep only.
    const rest = polls === 0 && handle.ended ? 0 : pacer.allowed();
    if (rest > 0) await clock.sleep(rest, signal);
    signal.throwIfAborted();
    if (outputs)
      return { state: "succeeded", raw: "", outputs: await keptOutputs(outputs, services.results) };
    polls++;
    pacer.sent();
    try {
      return await provider.status(handle, context);
    } finally {
      pacer.answered();
      pollLog.answered(handle, clock.now());
    }
  }

  function succeed(status: SucceededStatus): SucceededStatus {
    if (!learned) history.add(key, (unfinishedAt + age()) / 2);
    learned = true;
    return status;
  }

  function outlasts(error: unknown): boolean {
    signal.throwIfAborted();
    if (!isStratifyError(error)) return false;
    const pause = passes(error) ? (error.retryAfter ?? 0) : missing.pauseAfter(error.code);
    if (pause === undefined) return false;
    pacer.hold(Math.max(pause, error.retryAfter ?? 0));
    return true;
  }

  return {
    get polls() {
      return polls;
    },
    outlasts,
    async succeeded() {
      for (;;) {
        const status = await poll().catch((error: unknown) => {
          // A store that has lost a result does not find it again.
          if (handle.outputs || !outlasts(error)) throw error;
        });
        if (status?.state === "succeeded") {
          if (status.outputs.length > 0) return succeed({ ...status, state: "succeeded" });
          const empty = new StratifyError({ code: "no-output" });
          if (handle.outputs || !outlasts(empty)) throw empty;
        } else if (status) {
          if (status.state === "failed") throw new StratifyError({ ...status.reason });
          if (status.state === "canceled") {
            throw new StratifyError({ code: "job-canceled", refunded: status.refunded });
          }
          missing.known();
          reporter.report(status.state, { raw: status.raw, note: status.note });
        }
        unfinishedAt = age();
      }
    },
  };
}

/** An answer of status 404 that is no JSON comes from a wrong address, and stays. */
function passes(error: StratifyError): boolean {
  const refusal = error.status !== undefined && error.status >= 400 && error.status < 500;
  return (
    passing.has(error.code) && (!refusal || error.code === "rate-limited" || error.code === "unavailable")
  );
}
