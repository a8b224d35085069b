import type { JobFailure, JobOutput, JobStatus } from "@stratify/core";
import type { WorkProgress } from "./pixels/progress.ts";

/** What a job's work is given: what stops it, and whom it tells that it has begun and how far it is. */
export interface LocalCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: WorkProgress) => void;
}

/** A job's work: gives files, or the reason why there are none. */
export type LocalWork = (call: LocalCall) => Promise<readonly JobOutput[] | JobFailure>;

interface RunningJob {
  readonly own: AbortController;
  /** Absent while other jobs are before it. */
  progress?: WorkProgress;
}

/** Ended jobs that nobody has asked about are kept up to this many; each holds its result's files. */
const mostUnclaimed = 64;

/** The jobs of this process. A job's ending is told once, and then forgotten together with its files. */
export class LocalJobs {
  readonly #running = new Map<string, RunningJob>();
  readonly #ended = new Map<string, JobStatus>();

  /**
   * Starts work in the background.
   *
   * @param caller ends the job, and all memory of it, when it aborts
   * @returns the job's id
   */
  start(work: LocalWork, caller: AbortSignal): string {
    caller.throwIfAborted();
    const id = crypto.randomUUID();
    const own = new AbortController();
    const forget = () => {
      this.#running.delete(id);
      own.abort(caller.reason);
    };
    caller.addEventListener("abort", forget, { once: true });
    const job: RunningJob = { own };
    this.#running.set(id, job);
    const onProgress = (progress: WorkProgress) => {
      job.progress = progress;
    };
    void work({ signal: own.signal, onProgress })
      .then(
        (result): JobStatus =>
          "code" in result
            ? { raw: "failed", state: "failed", reason: result }
            : { raw: "succeeded", state: "succeeded", outputs: result },
        (error): JobStatus => ({ raw: "failed", state: "failed", reason: failure(error) }),
      )
      .then((status) => {
        caller.removeEventListener("abort", forget);
        if (this.#running.delete(id)) this.#end(id, status);
      });
    return id;
  }

  /** How a job is doing; `undefined` when it is not known, or its ending was told before. */
  take(id: string): JobStatus | undefined {
    const job = this.#running.get(id);
    if (job) return runningStatus(job);
    const status = this.#ended.get(id);
    this.#ended.delete(id);
    return status;
  }

  /** Stops a job at once; one that has ended or is not known is left as it is. */
  cancel(id: string): void {
    const job = this.#running.get(id);
    if (!job) return;
    this.#running.delete(id);
    this.#end(id, { raw: "canceled", state: "canceled" });
    job.own.abort(new DOMException("The job was canceled", "AbortError"));
  }

  #end(id: string, status: JobStatus): void {
    this.#ended.set(id, status);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > mostUnclaimed && oldest !== undefined) this.#ended.delete(oldest);
  }
}

/** The status word of a job that has begun is the step that it is busy with. */
function runningStatus({ progress }: RunningJob): JobStatus {
  if (!progress) return { raw: "queued", state: "queued" };
  return { raw: progress.step, note: `${Math.round(100 * progress.fraction)} %`, state: "running" };
}

function failure(error: unknown): JobFailure {
  return { code: "job-failed", detail: error instanceof Error ? error.message : String(error) };
}
