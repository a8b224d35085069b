import pLimit from "p-limit";
import { checkRequest } from "../contract/check-request.ts";
import type { SourceImage } from "../contract/image.ts";
import type { Cost, JobHandle, JobRequest } from "../contract/job.ts";
import type { Progress } from "../contract/progress.ts";
import type { Provider } from "../contract/provider.ts";
import { type JobResult, jobRequests, type Layer, type Task } from "../contract/task.ts";
import { errorAbout, StratifyError } from "../errors/stratify-error.ts";
import { named } from "../http/named.ts";
import { asFailure } from "./as-failure.ts";
import { finishJob } from "./finish-job.ts";
import { createReporter } from "./reporter.ts";
import type { Services } from "./services.ts";
import { submitJob } from "./submit-job.ts";

/** Everything that a task came to: what succeeded and what did not, side by side. */
export interface TaskResult {
  readonly layers: readonly Layer[];
  readonly failures: readonly Failure[];
  /** The jobs that were accepted and delivered. */
  readonly jobs: readonly JobResult[];
  /** What was charged and not given back, in the provider's own unit; absent where the provider does not say. */
  readonly cost?: Cost;
}

/** One job that delivered nothing. A job that still exists is in `error.handle` and can be resumed. */
export interface Failure {
  readonly keyword?: string;
  readonly error: StratifyError;
}

/**
 * Runs a task's jobs side by side. Requests are all checked before the first is sent; after that no job's failure
 * touches another's layers.
 *
 * @param concurrency most jobs in flight at once
 * @throws {StratifyError} `invalid-request` or `unsupported`, before anything is sent
 */
export async function runTask(
  services: Services,
  provider: Provider,
  task: Task,
  image: SourceImage,
  concurrency: number,
  signal: AbortSignal,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<TaskResult> {
  const requests = jobRequests(task, image);
  if (requests.length === 0) {
    const detail = "no keyword was given";
    throw new StratifyError({ ...named(provider), code: "invalid-request", image: image.name, detail });
  }
  for (const request of requests) checkRequest(provider, request);

  const run = (request: JobRequest) => runJob(services, provider, request, signal, onProgress);
  // For a task of one job a limiter would cost more than all the rest.
  const outcomes = await (requests.length > 1
    ? pLimit(concurrency).map(requests, run)
    : Promise.all(requests.map(run)));
  const jobs = outcomes.flatMap((outcome) => ("layers" in outcome ? [outcome] : []));
  const failures = outcomes.flatMap((outcome) => ("error" in outcome ? [outcome] : []));
  const cost = totalCost([...jobs.map(({ handle }) => handle), ...failures.flatMap(chargedHandle)]);
  return { layers: jobs.flatMap(({ layers }) => layers), failures, jobs, ...(cost && { cost }) };
}

async function runJob(
  services: Services,
  provider: Provider,
  request: JobRequest,
  signal: AbortSignal,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<JobResult | Failure> {
  const keyword = request.task === "split" ? request.keyword : undefined;
  const subject = { provider: provider.id, task: request.task, image: request.image.name, keyword };
  const reporter = createReporter(subject, services.clock, onProgress);
  let handle: JobHandle | undefined;
  try {
    handle = await submitJob(services, provider, request, signal, reporter);
    return await finishJob(services, provider, handle, signal, reporter, false);
  } catch (error) {
    reporter.report("failed");
    const about = { ...named(provider), image: request.image.name, keyword, handle };
    return { ...(keyword !== undefined && { keyword }), error: errorAbout(asFailure(error), about) };
  }
}

function chargedHandle({ error }: Failure): JobHandle[] {
  return error.handle && !error.refunded ? [error.handle] : [];
}

function totalCost(handles: readonly JobHandle[]): Cost | undefined {
  const costs = handles.flatMap(({ cost }) => (cost ? [cost] : []));
  const [first] = costs;
  return first && { unit: first.unit, amount: costs.reduce((sum, { amount }) => sum + amount, 0) };
}
