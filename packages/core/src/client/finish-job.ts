import type { JobHandle } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import type { JobResult } from "../contract/task.ts";
import { errorAbout } from "../errors/stratify-error.ts";
import { named } from "../http/named.ts";
import { asFailure } from "./as-failure.ts";
import { collectLayers } from "./collect-layers.ts";
import type { Reporter } from "./reporter.ts";
import type { Services } from "./services.ts";
import { journalQuietly } from "./submit-job.ts";
import { waitForJob } from "./wait-for-job.ts";

/** After these a job will never deliver: the journal may let go of it. */
const finalCodes = new Set([
  "job-failed",
  "content-refused",
  "no-output",
  "job-canceled",
  "not-found",
  "result-expired",
]);

/**
 * Takes an accepted job to its layers: polls, downloads, journals the end.
 *
 * @throws {StratifyError} with the handle, so that whatever can still be had can be resumed
 */
export async function finishJob(
  services: Services,
  provider: Provider,
  handle: JobHandle,
  signal: AbortSignal,
  reporter: Reporter,
  resumed: boolean,
): Promise<JobResult> {
  reporter.accepted(handle);
  reporter.report("queued");
  try {
    const { status, polls } = await waitForJob(services, provider, handle, signal, reporter, resumed);
    reporter.report("downloading", { raw: status.raw });
    const layers = await collectLayers(services, provider, handle, status.outputs, signal);
    await journalQuietly(services, { type: "ended", handle, outcome: "delivered" });
    reporter.report("done", { raw: status.raw });
    return { handle, layers, polls, elapsed: reporter.elapsed() };
  } catch (thrown) {
    const { image, keyword } = handle;
    const error = errorAbout(asFailure(thrown), { ...named(provider), handle, image, keyword });
    if (finalCodes.has(error.code)) {
      const outcome = error.code === "job-canceled" ? "canceled" : "failed";
      await journalQuietly(services, { type: "ended", handle, outcome });
    }
    throw error;
  }
}
