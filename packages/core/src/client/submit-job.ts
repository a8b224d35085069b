import type { CallContext } from "../contract/call-context.ts";
import type { Intent, JobHandle, JobRequest } from "../contract/job.ts";
import { jobSubject } from "../contract/job-subject.ts";
import type { Submitted } from "../contract/provider.ts";
import { asFailure } from "../errors/as-failure.ts";
import { isStratifyError, StratifyError } from "../errors/stratify-error.ts";
import { within } from "../http/within.ts";
import { checkImage, checkRequest } from "./check-request.ts";
import type { JobRun } from "./job-run.ts";
import { recoverJob } from "./recover-job.ts";
import { keepOutputs } from "./results.ts";
import { freeContext } from "./services.ts";
import { writeIntent, writeQuietly } from "./write-journal.ts";

/**
 * Starts a job: checks the request, journals the intent, sends the one paid request, keeps what came with the response,
 * journals the handle. When the request's outcome is unknown and the provider can list its jobs, the job is looked for;
 * it is never paid for again.
 */
export async function submitJob(run: JobRun, request: JobRequest): Promise<JobHandle> {
  const { services, provider, signal, reporter } = run;
  checkRequest(provider, request);
  signal.throwIfAborted();
  let intent: Intent | undefined;
  const context: CallContext = {
    ...freeContext(services, provider, signal),
    uploading: () => reporter.report("uploading"),
    paying: async ({ marker, synchronous }) => {
      intent = newIntent(run, request, marker);
      await writeIntent(services, intent, signal);
      reporter.report(synchronous ? "running" : "submitting");
    },
  };

  const { handle: accepted, outputs }: Submitted = await uprightRequest(run, request)
    .then((upright) => provider.submit(upright, context))
    .catch(async (thrown: unknown) => ({ handle: await recovered(run, intent, thrown) }));
  // Outputs are kept before the handle is journalled: a handle in the journal can always be resumed.
  const id = intent?.id ?? crypto.randomUUID();
  const kept =
    outputs &&
    (await keepOutputs(outputs, id, services.results, services).catch((thrown: unknown) => {
      // The job is paid for by now, and what can't be read now can't be read later.
      throw new StratifyError({ ...asFailure(thrown), mayHaveBeenCharged: true });
    }));
  const named = kept ? { ...accepted, outputs: kept } : accepted;
  const handle = services.claims.claim(provider.id, named.job, id)
    ? named
    : await swapped(run, intent, named);
  if (intent) await writeQuietly(services, { type: "handle", intent: intent.id, handle });
  reporter.handle = handle;
  return handle;
}

/**
 * Another submit, whose response was lost, has taken the job for its own in the meantime. The two asked for the same, so
 * this one takes the other's job.
 */
async function swapped(
  { services, provider, signal }: JobRun,
  intent: Intent | undefined,
  named: JobHandle,
): Promise<JobHandle> {
  const other = intent && (await recoverJob(services, provider, intent, signal).catch(() => undefined));
  return other ?? named;
}

/** Services may ignore the orientation tag: what leaves the machine lies as it is shown. */
async function uprightRequest(
  { services: { upright }, provider, signal }: JobRun,
  request: JobRequest,
): Promise<JobRequest> {
  const { image } = request;
  if (!upright || image.kind !== "bytes" || provider.capabilities.host === undefined) return request;
  const turned = await within(signal, undefined, async () => upright(image));
  // A PNG of a photograph is larger than its JPEG.
  checkImage(provider.capabilities, turned);
  return { ...request, image: turned };
}

/** The job of a submit whose outcome is unknown, or else the submit's own error, which says what to do. */
async function recovered(
  { services, provider, signal }: JobRun,
  intent: Intent | undefined,
  thrown: unknown,
): Promise<JobHandle> {
  const error = asFailure(thrown);
  if (!intent) throw error;
  // Whatever nobody foresaw once the intent was written may have come after the payment.
  if (isStratifyError(thrown) && !error.mayHaveBeenCharged) {
    await writeQuietly(services, { type: "refused", intent: intent.id });
    throw error;
  }
  // Not found is no worse than not looked for.
  const found = await recoverJob(services, provider, intent, signal).catch(() => undefined);
  if (!found) throw new StratifyError({ ...error, mayHaveBeenCharged: true });
  return found;
}

function newIntent({ services, provider }: JobRun, request: JobRequest, marker: string | undefined): Intent {
  return {
    version: 3,
    id: crypto.randomUUID(),
    ...jobSubject(provider.id, request),
    sentAt: services.clock.now(),
    ...(marker && { marker }),
  };
}
