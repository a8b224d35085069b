import type { TaskKind } from "./capabilities.ts";
import type { Cost } from "./job.ts";

/** Where a job is. The last two end it. */
export type Phase = "uploading" | "submitting" | "queued" | "running" | "downloading" | "done" | "failed";

/** One thing that happened to one job. */
export interface Progress {
  readonly provider: string;
  readonly task: TaskKind;
  readonly image: string;
  readonly keyword?: string | undefined;
  /** The provider's id of the job, once it has one. */
  readonly job?: string | undefined;
  readonly phase: Phase;
  /** The provider's own status word. */
  readonly raw?: string | undefined;
  /** The provider's own progress text. */
  readonly note?: string | undefined;
  /** Milliseconds since the job was begun. */
  readonly elapsed: number;
  readonly cost?: Cost | undefined;
}
