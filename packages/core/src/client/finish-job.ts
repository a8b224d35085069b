import type { JobHandle } from "../contract/job.ts";
import type { JobResult } from "../contract/task.ts";
import { asFailure } from "../errors/as-failure.ts";
import { errorAbout, isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import { collectLayers } from "./collect-layers.ts";
import { isFinal, stopsHere } from "./final.ts";
import type { JobRun } from "./job-run.ts";
import { freeContext } from "./services.ts";
import { settled } from "./settled.ts";
import { openWait } from "./wait-for-job.ts";
import { writeQuietly } from "./write-journal.ts";

/**
 * Takes an accepted job to its layers: polls, downloads, journals the end.
 *
 * @param resumed whether the job was begun by another call: how long it took is then not known
 * @throws {StratifyError} with the handle where `resume` can still deliver
 */
export async function finishJob(run: JobRun, handle: JobHandle, resumed: boolean): Promise<JobResult> {
  const { services, provider, reporter } = run;
  reporter.handle = handle;
  if (!handle.outputs) reporter.report("queued");
  try {
    const wait = openWait(run, handle, resumed);
    for (;;) {
      const status = await wait.succeeded();
      reporter.report("downloading", { raw: status.raw });
      const layers = await collectLayers(run, handle, status.outputs).catch((error: unknown) => {
        // The job is polled again: a storage may learn of a fresh result late, and some providers sign a new URL at
        // every status request (F10).
        if (!isExpired(error) || !wait.outlasts(error)) throw error;
      });
      if (!layers) continue;
      await writeQuietly(services, { type: "ended", handle, outcome: "delivered" });
      reporter.report("done", { raw: status.raw });
      return { handle, layers, polls: wait.polls, elapsed: reporter.elapsed() };
    }
  } catch (thrown) {
    const error = asFailure(thrown);
    if (stopsHere(error, provider.capabilities)) await stop(run, handle);
    const age = services.clock.now() - handle.submittedAt;
    if (!isFinal(error, age, provider.capabilities)) throw errorAbout(error, { handle });
    const outcome = ["job-canceled", "aborted"].includes(error.code) ? "canceled" : "failed";
    await writeQuietly(services, { type: "ended", handle, outcome });
    throw new StratifyError({ ...error, handle: undefined });
  }
}

/** Ends a job of this process, which would go on for nobody, and hold up the jobs behind it. */
async function stop({ services, provider }: JobRun, handle: JobHandle): Promise<void> {
  const context = freeContext(services, provider, new AbortController().signal);
  await settled(services.clock, () => provider.cancel?.(handle, context)).catch(() => {});
}

function isExpired(error: unknown): boolean {
  return isStratifyError(error) && error.code === "result-expired";
}
