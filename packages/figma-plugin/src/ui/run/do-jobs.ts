import {
  type Client,
  type Failure,
  isStratifyError,
  type JobHandle,
  type JobResult,
  type Layer,
  type Progress,
  type SourceImage,
  StratifyError,
  type Task,
} from "@stratify/core";
import type { OpenJobs } from "@stratify/core/open-jobs";
import type { ItemJournal } from "../journal/item-journal.ts";

/** What is left to be had for a picture: what was not handed in yet, and what was. */
export interface Todo extends OpenJobs {
  /** Absent when there is nothing to hand in. */
  readonly task?: Task | undefined;
}

/** What came of it. */
export interface Done {
  readonly layers: readonly Layer[];
  readonly jobs: readonly JobHandle[];
  readonly failures: readonly Failure[];
}

interface Options {
  readonly provider: string;
  readonly signal: AbortSignal;
  readonly journal: ItemJournal | undefined;
  readonly onProgress: (progress: Progress) => void;
}

/** Hands in what is new, takes up what was handed in before, and looks for what was lost. Only the first is paid. */
export async function doJobs(
  client: Client,
  image: SourceImage,
  todo: Todo,
  options: Options,
): Promise<Done> {
  const { provider, journal, signal, onProgress } = options;
  const call = { signal, journal, onProgress };
  const resume = (handle: JobHandle) =>
    client.resume(handle, call).then(
      (job): JobResult => job,
      (error: unknown): Failure => ({ ...failure(error, handle.keyword), handle }),
    );
  const submitted = todo.task && client.run(todo.task, image, { ...call, provider });
  const resumed: (JobResult | Failure)[] = await Promise.all(todo.handles.map(resume));
  for (const intent of todo.lost) resumed.push(await findLost(intent));
  const fresh = await submitted;

  async function findLost(intent: OpenJobs["lost"][number]): Promise<JobResult | Failure> {
    try {
      const found = await client.recover(intent, { signal });
      if (found) {
        await journal?.write({ type: "handle", intent: intent.id, handle: found });
        return resume(found);
      }
    } catch (error) {
      return failure(error, intent.keyword);
    }
    await journal?.drop(intent);
    const providerName = client.providers.find(({ id }) => id === intent.provider)?.name;
    const about = { provider: intent.provider, providerName, image: intent.image, keyword: intent.keyword };
    const error = new StratifyError({ ...about, code: "outcome-unknown", mayHaveBeenCharged: true });
    return failure(error, intent.keyword);
  }

  const jobs = [...resumed.flatMap((each) => ("layers" in each ? [each] : [])), ...(fresh?.jobs ?? [])];
  return {
    layers: jobs.flatMap(({ layers }) => layers),
    jobs: jobs.map(({ handle }) => handle),
    failures: [...resumed.flatMap((each) => ("error" in each ? [each] : [])), ...(fresh?.failures ?? [])],
  };
}

/**
 * What to do about failures: a job that can still deliver is resumed, what came to nothing is started anew. What may
 * have been charged without anybody knowing is left alone: the user is told, and the journal keeps it.
 */
export function retryOf(task: Task, failures: readonly Failure[]): Todo {
  const handles = failures.flatMap(({ error }) => error.handle ?? []);
  const again = failures.filter(
    ({ error, handle }) => !error.handle && (handle || !error.mayHaveBeenCharged),
  );
  if (again.length === 0) return { handles, lost: [] };
  const keywords = again.flatMap(({ keyword }) => keyword ?? []);
  return { handles, lost: [], task: task.task === "split" ? { ...task, keywords } : task };
}

function failure(thrown: unknown, keyword: string | undefined): Failure {
  const error = isStratifyError(thrown)
    ? thrown
    : new StratifyError({ code: "unexpected-response", cause: thrown });
  return { ...(keyword !== undefined && { keyword }), error };
}
