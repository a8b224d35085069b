import type { JobHandle, JobStatus } from "../contract/job.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import { isPassing } from "../http/retry.ts";
import { createPacer } from "../polling/pacer.ts";
import type { JobRun } from "./job-run.ts";
import { countMissing } from "./repeat-missing.ts";
import { freeContext } from "./services.ts";
import { statusOf } from "./status-of.ts";

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
  const { cadence, host } = provider.capabilities;
  const key = `${handle.provider}/${handle.task}`;
  const context = freeContext(services, provider, signal);
  const age = () => Math.max(0, clock.now() - handle.submittedAt);
  const missing = countMissing(provider, handle, clock.now);
  const pacer = createPacer({
    cadence,
    now: clock.now,
    submittedAt: handle.submittedAt,
    // Polls of a provider in this process cost nothing, and each one tells the step that the job is at.
    durations: () => (host === undefined ? [] : history.durations(key)),
  });
  /** Whether it can be asked for at once: the job had ended when it was accepted. */
  const ready = handle.ended === true || handle.outputs !== undefined;
  /** Waits until no poll of the job is nearer than the documented pause, be it another wait's. */
  async function keepPause() {
    let seen: number | undefined;
    for (let last = pollLog.last(handle); last !== seen; last = pollLog.last(handle)) {
      seen = last;
      // A clock that was set back makes no pause longer.
      const rest = Math.min(cadence.min, (last ?? -Infinity) + cadence.min - clock.now());
      if (rest > 0) await clock.sleep(Math.ceil(rest), signal);
    }
  }
  let polls = 0;
  let unfinishedAt = age();
  let learned = resumed || ready;

  async function poll(): Promise<JobStatus> {
    if (polls > 0 || !ready) {
      await polling.sleep(pacer.due(), signal);
      // A wake ends that sleep only.
      const rest = pacer.allowed();
      if (rest > 0) await clock.sleep(rest, signal);
    }
    // What came with the submit is not asked for.
    if (!handle.outputs) await keepPause();
    signal.throwIfAborted();
    polls++;
    pacer.sent();
    pollLog.polled(handle, clock.now());
    try {
      const status = await statusOf(services, provider, handle, context);
      if (status.state === "succeeded" && status.outputs.length === 0)
        throw new StratifyError({ code: "no-output" });
      return status;
    } finally {
      pacer.answered();
      pollLog.polled(handle, clock.now());
    }
  }

  function outlasts(error: unknown): boolean {
    signal.throwIfAborted();
    if (!isStratifyError(error)) return false;
    const pause = passes(error) ? 0 : missing.pauseAfter(error.code);
    if (pause === undefined) return false;
    pacer.hold(Math.max(pause, error.retryAfter ?? 0));
    return true;
  }

  return {
    get polls() {
      return handle.outputs ? 0 : polls;
    },
    outlasts,
    async succeeded() {
      for (;;) {
        const status = await poll().catch((error: unknown) => {
          // A store that has lost a result does not find it again.
          if (handle.outputs || !outlasts(error)) throw error;
        });
        if (status?.state === "failed") throw new StratifyError(status.reason);
        if (status?.state === "canceled")
          throw new StratifyError({ code: "job-canceled", refunded: status.refunded });
        if (status?.state === "succeeded") {
          if (!learned) history.add(key, (unfinishedAt + age()) / 2);
          learned = true;
          return status;
        }
        if (status) {
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
  const { code, status = 0 } = error;
  return isPassing(error) || (code === "unexpected-response" && (status < 400 || status >= 500));
}
