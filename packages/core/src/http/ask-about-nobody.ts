import type { CallContext } from "../contract/call-context.ts";
import type { TaskKind } from "../contract/capabilities.ts";
import type { Provider } from "../contract/provider.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import { isStratifyError } from "../errors/stratify-error.ts";

/** What only an accepted key hears when it asks about a job that is not there. */
const telling: ReadonlySet<ErrorCode> = new Set(["not-found", "job-failed", "refused"]);

/**
 * A key test for services that have no request for it: asks about a job that can't exist. The service must look at the
 * key first. It is asked once.
 *
 * @param job an id of the service's own form, which no job has
 */
export async function askAboutNobody(
  provider: Provider,
  job: string,
  task: TaskKind,
  context: CallContext,
): Promise<void> {
  const handle = { version: 3, provider: provider.id, job, task, image: "", submittedAt: 0 } as const;
  try {
    await provider.status(handle, context);
  } catch (error) {
    if (!isStratifyError(error) || !telling.has(error.code)) throw error;
  }
}
