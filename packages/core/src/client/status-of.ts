import type { CallContext } from "../contract/call-context.ts";
import type { JobHandle, JobOutput, JobStatus, KeptOutput } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { within } from "../http/within.ts";
import type { Services } from "./services.ts";

/**
 * Asks how a job is doing: its provider, unless the outputs came with the submit.
 *
 * @throws {StratifyError} `result-expired` when the store has lost an output
 */
export async function statusOf(
  { results }: Services,
  provider: Provider,
  handle: JobHandle,
  context: CallContext,
): Promise<JobStatus> {
  if (!handle.outputs) return provider.status(handle, context);
  const load = async ({ role, label, ...at }: KeptOutput): Promise<JobOutput> => {
    const content =
      "url" in at ? at.url : await within(context.signal, undefined, async () => results.get(at.key));
    if (content !== undefined) return { role, ...(label && { label }), content };
    const detail = "it was kept by no result store";
    throw new StratifyError({ code: "result-expired", detail });
  };
  return { state: "succeeded", raw: "", outputs: await Promise.all(handle.outputs.map(load)) };
}
