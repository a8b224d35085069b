import type { Intent, JobHandle } from "../contract/job.ts";

/**
 * One line of the journal. An intent without a handle is a submit whose outcome nobody knows; a handle without an
 * end is a job to resume.
 */
export type JournalEntry =
  | { readonly type: "intent"; readonly intent: Intent }
  | { readonly type: "handle"; readonly intent: string; readonly handle: JobHandle }
  /** The paid request was certainly not accepted: nothing was charged, nothing is left to do. */
  | { readonly type: "refused"; readonly intent: string }
  /** The job's layers were delivered, or it will never have any. */
  | {
      readonly type: "ended";
      readonly handle: JobHandle;
      readonly outcome: "delivered" | "failed" | "canceled";
    };

/**
 * Where a host writes what must outlive it. The intent is written before the paid request and the handle before the
 * first poll; the client waits for both. `openJobs` reads what is left to do out of the entries.
 */
export interface Journal {
  write(entry: JournalEntry): void | Promise<void>;
  /**
   * All entries, also those of other processes. With it a lost submit never takes up the job of another one.
   */
  read?(): readonly JournalEntry[] | Promise<readonly JournalEntry[]>;
}
