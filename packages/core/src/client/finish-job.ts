import type { JobHandle } from "../contract/job.ts";
import type { JobResult } from "../contract/task.ts";
import { asFailure } from "../errors/as-failure.ts";
import { named } from "../errors/named.ts";
import { errorAbout, StratifyError } from "../errors/stratify-error.ts";
import { collectLayers } from "./collect-layers.ts";
import { isFinal } from "./final.ts";
import type { JobRun } from "./job-run.ts";
import { keptOutputs } from "./results.ts";
import { type EndedJob, waitForJob } from "./wait-for-job.ts";
import { writeQuietly } from "./write-journal.ts";

/**
 * Takes an accepted job to its layers: polls, downloads, journals the end.
 *
 * @param resumed whether the job was begun by another call: then the first poll may come at once
 * @throws {StratifyError} with the handle where `resume` can still deliver
 */
export async function finishJob(run: JobRun, handle: JobHandle, resumed: boolean): Promise<JobResult> {
  const { services, provider, reporter } = run;
  reporter.accepted(handle);
  if (!handle.outputs) reporter.report("queued");
  try {
    const { status, polls } = handle.outputs
      ? await cameWithSubmit(run, handle.outputs)
      : await waitForJob(run, handle, resumed);
    reporter.report("downloading", { raw: status.raw });
    const layers = await collectLayers(run, handle, status.outputs);
    await writeQuietly(services, { type: "ended", handle, outcome: "delivered" });
    reporter.report("done", { raw: status.raw });
    return { handle, layers, polls, elapsed: reporter.elapsed() };
  } catch (thrown) {
    const { image, keyword } = handle;
    const error = errorAbout(asFailure(thrown), { ...named(provider), image, keyword });
    const age = services.clock.now() - handle.submittedAt;
    if (!isFinal(error, age, provider.capabilities)) throw errorAbout(error, { handle });
    const outcome = error.code === "job-canceled" ? "canceled" : "failed";
    await writeQuietly(services, { type: "ended", handle, outcome });
    throw new StratifyError({ ...error, handle: undefined });
  }
}

async function cameWithSubmit(
  { services, signal }: JobRun,
  outputs: NonNullable<JobHandle["outputs"]>,
): Promise<EndedJob> {
  signal.throwIfAborted();
  if (outputs.length === 0) throw new StratifyError({ code: "no-output" });
  const status = {
    state: "succeeded",
    raw: "",
    outputs: await keptOutputs(outputs, services.results),
  } as const;
  return { status, polls: 0 };
}
