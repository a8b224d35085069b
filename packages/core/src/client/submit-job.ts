import { checkRequest } from "../contract/check-request.ts";
import type { Intent, JobHandle, JobRequest } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import type { CallContext } from "../http/call-context.ts";
import { asFailure } from "./as-failure.ts";
import type { Reporter } from "./reporter.ts";
import { freeContext, type Services } from "./services.ts";

/**
 * Starts a job: checks the request, journals the intent, sends the one paid request, journals the handle. When the
 * request's outcome is unknown and the provider can list its jobs, the job is looked for; it is never paid for again.
 */
export async function submitJob(
  services: Services,
  provider: Provider,
  request: JobRequest,
  signal: AbortSignal,
  reporter: Reporter,
): Promise<JobHandle> {
  checkRequest(provider, request);
  signal.throwIfAborted();
  const free = freeContext(services, provider, signal);
  let intent: Intent | undefined;
  const context: CallContext = {
    ...free,
    uploading: () => reporter.report("uploading"),
    paying: async (marker) => {
      intent = newIntent(provider, request, services.clock.now(), marker);
      await journalIntent(services, intent);
      reporter.report("submitting");
    },
  };

  let handle: JobHandle;
  try {
    handle = await provider.submit(request, context);
  } catch (thrown) {
    const error = submitFailure(thrown, intent);
    const found = await recover(provider, intent, error, free);
    if (!found) {
      if (intent && !error.mayHaveBeenCharged) {
        await journalQuietly(services, { type: "refused", intent: intent.id });
      }
      throw error;
    }
    handle = found;
  }
  if (intent) await journalQuietly(services, { type: "handle", intent: intent.id, handle });
  reporter.accepted(handle);
  return handle;
}

/** Whatever nobody foresaw once the intent was written may have come after the payment. */
function submitFailure(thrown: unknown, intent: Intent | undefined): StratifyError {
  const error = asFailure(thrown);
  return intent && !isStratifyError(thrown)
    ? new StratifyError({ ...error, mayHaveBeenCharged: true })
    : error;
}

/** Asks the provider's list of jobs about a submit whose outcome is unknown. */
async function recover(
  provider: Provider,
  intent: Intent | undefined,
  error: StratifyError,
  context: CallContext,
) {
  if (!intent || !provider.recover || !error.mayHaveBeenCharged) return undefined;
  try {
    return await provider.recover(intent, context);
  } catch {
    // Not found is no worse than not looked for: the submit's own error says what to do.
    return undefined;
  }
}

function newIntent(
  provider: Provider,
  request: JobRequest,
  sentAt: number,
  marker: string | undefined,
): Intent {
  return {
    version: 2,
    id: crypto.randomUUID(),
    provider: provider.id,
    task: request.task,
    ...(request.task === "split" && { keyword: request.keyword }),
    image: request.image.name,
    sentAt,
    ...(marker !== undefined && { marker }),
  };
}

/** What can't be journalled is not paid for. */
async function journalIntent({ journal }: Services, intent: Intent): Promise<void> {
  try {
    await journal.write({ type: "intent", intent });
  } catch (cause) {
    throw new StratifyError({ code: "journal-failed", provider: intent.provider, cause });
  }
}

/** Once paid for, a job goes on whether or not the journal can be written: its handle is in every error and result. */
export async function journalQuietly(
  { journal }: Services,
  entry: Parameters<typeof journal.write>[0],
): Promise<void> {
  try {
    await journal.write(entry);
  } catch {
    // See above.
  }
}
