import type { CallContext } from "../contract/call-context.ts";
import type { Provider } from "../contract/provider.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import { isStratifyError } from "../errors/stratify-error.ts";

/** What only an accepted key hears when it asks about a job that is not there, or has no credits. */
const telling: ReadonlySet<ErrorCode> = new Set([
  "not-found",
  "job-failed",
  "refused",
  "insufficient-credits",
]);

/**
 * A key test for services that have no request for it: asks about a job that can't exist. The service must look at the
 * key first. It is asked once.
 *
 * @param job an id of the service's own form, which no job has
 */
export async function askAboutNobody(provider: Provider, job: string, context: CallContext): Promise<void> {
  const handle = {
    version: 3,
    provider: provider.id,
    job,
    task: "cutout",
    image: "",
    submittedAt: 0,
  } as const;
  try {
    await provider.status(handle, context);
  } catch (error) {
    // A 405 comes from something that is not the service.
    if (!isStratifyError(error) || !telling.has(error.code) || error.status === 405) throw error;
  }
}
