import type { JobHandle } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import type { JobResult } from "../contract/task.ts";
import { errorAbout, isStratifyError } from "../errors/stratify-error.ts";
import { named } from "../http/named.ts";
import { asFailure } from "./as-failure.ts";
import { collectLayers } from "./collect-layers.ts";
import { isFinal } from "./final.ts";
import type { Reporter } from "./reporter.ts";
import type { Services } from "./services.ts";
import { journalQuietly } from "./submit-job.ts";
import { openWait } from "./wait-for-job.ts";

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
    const wait = openWait(services, provider, handle, signal, reporter, resumed);
    for (;;) {
      const status = await wait.succeeded();
      reporter.report("downloading", { raw: status.raw });
      const layers = await collectLayers(services, provider, handle, status.outputs, signal).catch(
        (error: unknown) => {
          // A result's address is polled for again: storage may be late, and some providers sign anew each time (F10).
          if (!isMissing(error) || !wait.outlasts(error)) throw error;
        },
      );
      if (!layers) continue;
      await journalQuietly(services, { type: "ended", handle, outcome: "delivered" });
      reporter.report("done", { raw: status.raw });
      return { handle, layers, polls: wait.polls, elapsed: reporter.elapsed() };
    }
  } catch (thrown) {
    const { image, keyword } = handle;
    const error = errorAbout(asFailure(thrown), { ...named(provider), handle, image, keyword });
    if (isFinal(error, provider.capabilities, services.clock.now())) {
      const outcome = error.code === "job-canceled" ? "canceled" : "failed";
      await journalQuietly(services, { type: "ended", handle, outcome });
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return isStratifyError(error) && error.code === "result-expired";
}
