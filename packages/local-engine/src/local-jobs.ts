import type { JobFailure, JobOutput, JobStatus } from "@stratify/core";

/** A job's work: gives files, or the reason why there are none. */
export type LocalWork = (signal: AbortSignal) => Promise<readonly JobOutput[] | JobFailure>;

/** Ended jobs that nobody has asked about are kept up to this many; each holds its result's files. */
const mostUnclaimed = 64;

/** The jobs of this process. A job's ending is told once, and then forgotten together with its files. */
export class LocalJobs {
  readonly #running = new Map<string, AbortController>();
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
    this.#running.set(id, own);
    void work(own.signal)
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
    if (this.#running.has(id)) return { raw: "running", state: "running" };
    const status = this.#ended.get(id);
    this.#ended.delete(id);
    return status;
  }

  /** Stops a job at once; one that has ended or is not known is left as it is. */
  cancel(id: string): void {
    const own = this.#running.get(id);
    if (!own) return;
    this.#running.delete(id);
    this.#end(id, { raw: "canceled", state: "canceled" });
    own.abort(new DOMException("The job was canceled", "AbortError"));
  }

  #end(id: string, status: JobStatus): void {
    this.#ended.set(id, status);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > mostUnclaimed && oldest !== undefined) this.#ended.delete(oldest);
  }
}

function failure(error: unknown): JobFailure {
  return { code: "job-failed", detail: error instanceof Error ? error.message : String(error) };
}
