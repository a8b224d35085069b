import type { SourceImage } from "../contract/image.ts";
import type { Cost, JobHandle, JobRequest } from "../contract/job.ts";
import { jobSubject } from "../contract/job-subject.ts";
import type { Progress } from "../contract/progress.ts";
import type { Provider } from "../contract/provider.ts";
import { type JobResult, jobRequests, type Layer, type Task } from "../contract/task.ts";
import { asFailure } from "../errors/as-failure.ts";
import { named } from "../errors/named.ts";
import { errorAbout, type StratifyError } from "../errors/stratify-error.ts";
import { checkTask } from "./check-request.ts";
import { finishJob } from "./finish-job.ts";
import type { JobRun } from "./job-run.ts";
import { mapLimited } from "./map-limited.ts";
import { createReporter } from "./reporter.ts";
import type { Services } from "./services.ts";
import { submitJob } from "./submit-job.ts";
import { underJobDeadline } from "./under-job-deadline.ts";

/** Everything that a task came to: what succeeded and what did not, side by side. */
export interface TaskResult {
  readonly layers: readonly Layer[];
  readonly failures: readonly Failure[];
  /** The jobs that were accepted and delivered. */
  readonly jobs: readonly JobResult[];
  /** What was charged and not given back, in the provider's own unit; absent where the provider does not say. */
  readonly cost?: Cost;
}

/** The jobs of a task that were accepted, and the failures of those that were not. */
export interface Submission {
  readonly handles: readonly JobHandle[];
  readonly failures: readonly Failure[];
}

/** One job that delivered nothing. `error.handle` is there when `resume` can still deliver. */
export interface Failure {
  readonly keyword?: string;
  readonly error: StratifyError;
  /** The job, where one was accepted. */
  readonly handle?: JobHandle;
}

/** A task on its way. */
export interface TaskRun {
  readonly services: Services;
  readonly provider: Provider;
  readonly signal: AbortSignal;
  /** Longest time for each job from its start, in milliseconds, where the call as a whole has no deadline. */
  readonly jobDeadline: number | undefined;
  /** Most jobs in flight at once. */
  readonly concurrency: number;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/**
 * Runs a task's jobs side by side. The task and its image are checked before anything is sent; after that no job's
 * failure touches another's layers, be it a keyword that the provider does not take.
 *
 * @throws {StratifyError} `invalid-request` or `unsupported`, before anything is sent
 */
export async function runTask(run: TaskRun, task: Task, image: SourceImage): Promise<TaskResult> {
  const { done: jobs, failures } = await eachJob(run, task, image, async (job, request) =>
    finishJob(job, await submitJob(job, request), false),
  );
  const charged = failures.flatMap(({ handle, error }) => (handle && !error.refunded ? [handle] : []));
  const cost = totalCost([...jobs.map(({ handle }) => handle), ...charged]);
  return { layers: jobs.flatMap(({ layers }) => layers), failures, jobs, ...(cost && { cost }) };
}

/**
 * Starts a task's jobs and returns as soon as they are accepted.
 *
 * @throws {StratifyError} `invalid-request` or `unsupported`, before anything is sent
 */
export async function submitTask(run: TaskRun, task: Task, image: SourceImage): Promise<Submission> {
  const { done: handles, failures } = await eachJob(run, task, image, submitJob);
  return { handles, failures };
}

/** Does the jobs of a task side by side, and sorts what succeeded from what failed. */
async function eachJob<T>(
  { services, provider, signal, jobDeadline, concurrency, onProgress }: TaskRun,
  task: Task,
  image: SourceImage,
  work: (job: JobRun, request: JobRequest) => Promise<T>,
): Promise<{ readonly done: readonly T[]; readonly failures: readonly Failure[] }> {
  checkTask(provider, task, image);
  const requests = jobRequests(task, image);
  const outcome = async (request: JobRequest): Promise<{ readonly done: T } | Failure> => {
    const { keyword } = request;
    const reporter = createReporter(jobSubject(provider.id, request), services.clock, onProgress);
    try {
      const job = { services, provider, signal, reporter };
      return { done: await underJobDeadline(job, jobDeadline, (limited) => work(limited, request)) };
    } catch (thrown) {
      reporter.report("failed");
      const error = errorAbout(asFailure(thrown), { ...named(provider), image: image.name, keyword });
      const { handle } = reporter;
      return { error, ...(keyword !== undefined && { keyword }), ...(handle && { handle }) };
    }
  };
  const outcomes = await mapLimited(requests, concurrency, outcome);
  return {
    done: outcomes.flatMap((result) => ("done" in result ? [result.done] : [])),
    failures: outcomes.flatMap((result) => ("error" in result ? [result] : [])),
  };
}

function totalCost(handles: readonly JobHandle[]): Cost | undefined {
  const costs = handles.flatMap(({ cost }) => (cost ? [cost] : []));
  const [first] = costs;
  return first && { unit: first.unit, amount: costs.reduce((sum, { amount }) => sum + amount, 0) };
}
