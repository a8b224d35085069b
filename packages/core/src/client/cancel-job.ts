import type { CallContext } from "../contract/call-context.ts";
import type { JobHandle } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/**
 * Asks a provider to give a job up. A refusal may answer a repeat of a request that worked and whose response was lost,
 * so the job's own status decides. So it does where a service says yes to whatever it is asked.
 *
 * @throws {StratifyError} `unsupported` where jobs can't be canceled; the refusal where the job goes on or has ended
 * otherwise
 */
export async function cancelJob(provider: Provider, handle: JobHandle, context: CallContext): Promise<void> {
  if (!provider.cancel) {
    const detail = "its jobs can't be canceled";
    throw new StratifyError({ code: "unsupported", detail });
  }
  const status = await provider.cancel(handle, context).catch(async (refusal: unknown) => {
    context.signal.throwIfAborted();
    const status = await provider.status(handle, context).catch(() => undefined);
    if (status?.state !== "canceled") throw refusal;
    return status;
  });
  if (status?.state === "succeeded" || status?.state === "failed")
    throw new StratifyError({ code: "refused", detail: "the job has ended" });
}
