import type { Cost, Phase, TaskKind } from "@stratify/core";
import * as vscode from "vscode";

/** How a job stands. `unfinished` was begun by an earlier session, or stopped here, and can be resumed. */
export type JobState = "running" | "done" | "failed" | "canceled" | "unfinished";

/** One job as it is shown. It never holds a key or an address of a result. */
export interface Job {
  /** Unique in this session. */
  readonly id: string;
  /** The picture it works on. */
  readonly source: vscode.Uri;
  readonly provider: { readonly id: string; readonly name: string };
  readonly task: TaskKind;
  readonly keyword?: string | undefined;
  readonly state: JobState;
  readonly phase?: Phase | undefined;
  /** The provider's own status word and progress text. */
  readonly raw?: string | undefined;
  readonly note?: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly cost?: Cost | undefined;
  /** The id under which the provider's support finds it. */
  readonly jobId?: string | undefined;
  /** What it made: a picture, or the folder of a layer set. */
  readonly result?: vscode.Uri | undefined;
  /** Names of the layers that it made, top to bottom; absent for what makes one image. */
  readonly layers?: readonly string[] | undefined;
  /** Why it failed, in a sentence. */
  readonly error?: string | undefined;
}

/** What can be done with a job, by those who run it. */
export interface JobActions {
  cancel?(): void;
  /** Submits the job again, which is paid for. */
  retry?(): void;
  /** Goes on with what was paid for already. */
  resume?(): void;
}

/** Ended jobs are shown until there are this many. */
const mostEnded = 200;

/** Ended jobs as they outlive a reload. */
type KeptJob = Omit<Job, "source" | "result"> & { readonly source: string; readonly result?: string };

const keptName = "jobs";

/** All jobs of this window, newest last, after those that ended before it was reloaded. */
export class Jobs implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #jobs = new Map<string, Job>();
  readonly #actions = new Map<string, JobActions>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Something about some job has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    for (const { source, result, ...job } of memento.get<readonly KeptJob[]>(keptName, [])) {
      const uris = {
        source: vscode.Uri.parse(source, true),
        ...(result !== undefined && { result: vscode.Uri.parse(result, true) }),
      };
      this.#jobs.set(job.id, { ...job, ...uris });
    }
  }

  get all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  get running(): readonly Job[] {
    return this.all.filter(({ state }) => state === "running");
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** Adds a job, or takes the place of the one with the same id. */
  set(job: Job, actions: JobActions = {}): void {
    this.#jobs.set(job.id, job);
    this.#actions.set(job.id, actions);
    this.#forgetOldest();
    this.#changed.fire();
  }

  update(id: string, changes: Partial<Omit<Job, "id">>): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.set(id, { ...job, ...changes });
    // The window may be closed at any moment.
    if (changes.state !== undefined && changes.state !== "running") this.#keep();
    this.#changed.fire();
  }

  /** What can be done with a job now. */
  actions(id: string): JobActions {
    const state = this.#jobs.get(id)?.state;
    const { cancel, retry, resume } = this.#actions.get(id) ?? {};
    if (state === "running") return cancel ? { cancel } : {};
    if (state === "unfinished") return resume ? { resume } : {};
    return state !== "done" && retry ? { retry } : {};
  }

  /** Whether a job is what an earlier session has left, and not of this one. */
  isLeft(id: string): boolean {
    return this.#jobs.get(id)?.state === "unfinished" && !this.#actions.get(id)?.retry;
  }

  /** Forgets every job that is neither running nor to be resumed. */
  clear(): void {
    for (const { id, state } of this.all) {
      if (state !== "running" && state !== "unfinished") this.#forget(id);
    }
    this.#keep();
    this.#changed.fire();
  }

  /** Forgets one job. */
  remove(id: string): void {
    this.#forget(id);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** What runs and what is to be resumed is in the journal. */
  #keep(): void {
    const ended = this.all.filter(({ state }) => state !== "running" && state !== "unfinished");
    const kept = ended.map(({ source, result, ...job }): KeptJob => {
      return { ...job, source: source.toString(), ...(result && { result: result.toString() }) };
    });
    void this.#memento.update(keptName, kept);
  }

  #forgetOldest(): void {
    const ended = this.all.filter(
      ({ state }) => state === "done" || state === "failed" || state === "canceled",
    );
    for (const { id } of ended.slice(0, -mostEnded)) this.#forget(id);
  }

  #forget(id: string): void {
    this.#jobs.delete(id);
    this.#actions.delete(id);
  }
}
