import type { Fault } from "../../faults.ts";
import type { Job, Reading } from "../../job.ts";
import { JobBook } from "../../job-book.ts";
import type { PaidEntry } from "../../paid-ledger.ts";
import { bookDefaults, type ServiceContext } from "../../service-context.ts";
import type { FigurKnobs } from "./knobs.ts";

/** What FIGUR remembers of a job. */
export interface FigurDetails {
  /** The dispatched body, echoed in job detail. */
  readonly request: unknown;
  readonly entry: PaidEntry;
  readonly events: FigurEvent[];
}

export type FigurJob = Job<FigurDetails>;

/** One line of a job's timeline, as it stands on the wire. */
export interface FigurEvent {
  readonly seq: number;
  readonly event_type: string;
  readonly visibility: "public";
  readonly stage: string | null;
  readonly message: string;
  readonly artifacts: readonly unknown[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly created_at: string;
}

/** The only kind of job the sandbox runs. */
export const jobType = "BACKGROUND_SWAP_WITH_IMAGE";

/** FIGUR's jobs, with their timelines and refunds. */
export class FigurJobs {
  readonly book: JobBook<FigurDetails>;
  readonly #knobs: FigurKnobs;

  constructor(context: ServiceContext, knobs: FigurKnobs) {
    this.#knobs = knobs;
    this.book = new JobBook<FigurDetails>({
      ...bookDefaults(context),
      knobs,
      freshUrls: true,
      words: () => ({
        queued: "NOT_STARTED",
        running: "IN_PROGRESS",
        succeeded: "SUCCESS",
        failed: "FAILURE",
        // No status says "cancelled": a cancelled job ends as a failed one.
        canceled: "FAILURE",
      }),
      onEnd: (job, end) => {
        if (end.state === "succeeded") return this.#note(job, "succeeded", "Background swap finished");
        this.refund(job.details.entry);
        const message =
          end.message ?? (end.state === "canceled" ? "Canceled by the client" : "The engine failed");
        this.#note(job, "failed", message, { error: message, refunded: job.details.entry.cost });
      },
    });
  }

  /** Gives a job's credits back, once. */
  refund(entry: PaidEntry): void {
    if (entry.refunded) return;
    entry.refunded = true;
    this.#knobs.credits += entry.cost;
  }

  /** Starts a job's timeline. */
  begin(job: FigurJob): void {
    this.#note(job, "queued", "Job accepted", { cost: job.details.entry.cost });
  }

  /** Answers how a job is doing; a poll only if `fault` is given, even as `undefined`. */
  async read(job: FigurJob, poll?: { readonly fault: Fault | undefined }): Promise<Reading> {
    const reading = poll ? await this.book.read(job, poll.fault) : await this.book.look(job);
    const hasStage = job.details.events.some((event) => event.stage !== null);
    if (reading.state === "running" && !hasStage)
      this.#note(job, "stage", "Compositing the scene", {}, "compositing");
    return reading;
  }

  #note(
    job: FigurJob,
    type: string,
    message: string,
    extra: FigurEvent["extra"] = {},
    stage: string | null = null,
  ): void {
    job.details.events.push({
      seq: job.details.events.length + 1,
      event_type: wordIn(this.#knobs, type),
      visibility: "public",
      stage,
      message,
      artifacts: [],
      extra,
      created_at: new Date().toISOString(),
    });
  }
}

/** A word in the case of the guide (lower) or of the reference (sentence). */
export function wordIn(knobs: FigurKnobs, word: string): string {
  return knobs.wordCase === "lower" ? word : word.charAt(0).toUpperCase() + word.slice(1);
}
