import { type Fault, type FileFault, unknownWord } from "./faults.ts";
import { isDue, isYoung, type Job, type JobEnd, type Reading, type ResultFile, takeFault } from "./job.ts";
import type { CommonKnobs } from "./knobs.ts";
import { trim } from "./trim.ts";

/** What sets one service's jobs apart from another's. */
export interface JobBookOptions<Details> {
  readonly knobs: CommonKnobs;
  /** The service's words for each state. */
  readonly words: () => { readonly queued: string; readonly running: string } & Record<
    JobEnd["state"],
    string
  >;
  /** Further words that end a job. */
  readonly endings?: Readonly<Record<string, "failed" | "canceled">>;
  /** Whether every answer holds fresh addresses. */
  readonly freshUrls?: boolean;
  url(path: string, lifetime: number): string;
  /** Makes every download of a file go wrong. */
  spoil(path: string, fault: FileFault): void;
  onEnd?(job: Job<Details>, end: JobEnd): void;
  /** Called with jobs that make room for new ones. */
  onDrop(job: Job<Details>): void;
  /** How many jobs are kept. */
  readonly limit: number;
}

/** The jobs of one service: they age by time or by polls, and end as planned. */
export class JobBook<Details> {
  readonly #jobs = new Map<string, Job<Details>>();
  readonly #options: JobBookOptions<Details>;

  constructor(options: JobBookOptions<Details>) {
    this.#options = options;
  }

  /** Starts a job. `work` makes its results; a rejection fails the job. */
  open(
    id: string,
    details: Details,
    fault: Fault | undefined,
    work: () => Promise<readonly ResultFile[]>,
  ): Job<Details> {
    const { knobs, limit, onDrop } = this.#options;
    const latency = fault?.kind === "slow-job" ? fault.ms : knobs.latency;
    const job: Job<Details> = {
      id,
      createdAt: Date.now(),
      details,
      latency,
      chain: knobs.statusChain,
      work: work(),
      polls: 0,
      waiting: [],
    };
    job.work.then(
      (files) => {
        job.done = { files };
      },
      (error: unknown) => {
        job.done = { error };
      },
    );
    this.#jobs.set(id, job);
    this.#plan(job, fault);
    trim(this.#jobs, limit, (oldest) => onDrop(oldest));
    return job;
  }

  find(id: string): Job<Details> | undefined {
    return this.#jobs.get(id);
  }

  drop(id: string): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.delete(id);
    this.#options.onDrop(job);
  }

  /** All jobs, oldest first. */
  all(): readonly Job<Details>[] {
    return [...this.#jobs.values()];
  }

  /** Ends a job, unless it has ended already. */
  finish(job: Job<Details>, end: JobEnd): void {
    if (job.end) return;
    job.end = end;
    this.#options.onEnd?.(job, end);
  }

  /** Answers how a job is doing, which counts as a poll. */
  async read(job: Job<Details>, fault: Fault | undefined): Promise<Reading> {
    if (fault?.kind === "unknown-status") return { state: "running", word: unknownWord(fault), results: [] };
    this.#plan(job, fault);
    job.polls++;
    const reading = await this.look(job);
    if (reading.state !== "succeeded") return reading;
    if (takeFault(job, "empty-output")) return { ...reading, results: [] };
    if (!takeFault(job, "expired-url")) return reading;
    return {
      ...reading,
      results: reading.results.map((file) => ({ ...file, url: this.#options.url(file.path, -1000) })),
    };
  }

  /** Answers how a job is doing without counting as a poll. */
  async look(job: Job<Details>): Promise<Reading> {
    const waiting = job.end ? undefined : await this.#advance(job);
    if (waiting) return waiting;
    const end = job.end;
    if (!end) throw new Error("A job that does not wait has ended");
    return { ...end, results: end.state === "succeeded" ? this.#results(job) : [] };
  }

  /** Moves a job on; gives the answer to wait with, or nothing once the job has ended. */
  async #advance(job: Job<Details>): Promise<Reading | undefined> {
    const words = this.#options.words();
    const wait = (word: string): Reading => ({
      state: word === words.queued ? "queued" : "running",
      word,
      results: [],
    });

    const chained = job.chain[Math.max(0, job.polls - 1)];
    if (chained !== undefined) {
      const ending = this.#ending(chained);
      if (!ending) return wait(chained);
      if (ending !== "succeeded") {
        this.finish(job, { state: ending, word: chained });
        return undefined;
      }
      await job.work.catch(() => undefined);
    } else if (!isDue(job)) return wait(job.chain.at(-1) ?? (isYoung(job) ? words.queued : words.running));

    // Counted polls leave nothing to the speed of the machine: the last one waits for the work.
    if (typeof job.latency !== "number") await job.work.catch(() => undefined);
    if (!job.done) return wait(words.running);

    const failure = job.waiting.find((each) => each.kind === "job-failed");
    if (failure) {
      const word = failure.word ?? words.failed;
      const state = this.#ending(word) ?? "failed";
      this.finish(job, { state, word, ...(failure.message !== undefined && { message: failure.message }) });
    } else if ("error" in job.done) {
      const message = job.done.error instanceof Error ? job.done.error.message : String(job.done.error);
      this.finish(job, { state: "failed", word: words.failed, message });
    } else {
      this.finish(job, { state: "succeeded", word: words.succeeded });
    }
    return undefined;
  }

  #ending(word: string): JobEnd["state"] | undefined {
    const words = this.#options.words();
    for (const state of ["succeeded", "failed", "canceled"] as const) if (words[state] === word) return state;
    return this.#options.endings?.[word];
  }

  #results(job: Job<Details>): Reading["results"] {
    const files = job.done && "files" in job.done ? job.done.files : [];
    const { url, knobs, freshUrls } = this.#options;
    const urls =
      (freshUrls ? undefined : job.urls) ?? files.map((file) => url(file.path, knobs.resultLifetime));
    job.urls = urls;
    return files.map((file, index) => ({ ...file, url: urls[index] ?? "" }));
  }

  #plan(job: Job<Details>, fault: Fault | undefined): void {
    if (fault?.kind === "oversized" || fault?.kind === "wrong-content-type") {
      job.work.then(
        (files) => {
          for (const file of files) this.#options.spoil(file.path, fault);
        },
        () => undefined,
      );
      return;
    }
    const isForJob =
      fault?.kind === "empty-output" || fault?.kind === "job-failed" || fault?.kind === "expired-url";
    // A standing fault is planned at every poll and strikes once an answer.
    if (isForJob && !job.waiting.some((each) => each.kind === fault.kind)) job.waiting.push(fault);
  }
}
