import type { Intent, JobHandle, Journal } from "@stratify/core";
import type { OpenJobs } from "@stratify/core/open-jobs";
import type { JournalRecord } from "./record.ts";

/** The journal of the work on one image. */
export interface ImageJournal extends Required<Journal> {
  /** The record as it is now. */
  readonly record: JournalRecord;
  /** What was paid for so far and has not certainly failed. */
  open(): OpenJobs;
  /** Writes the record before anything is paid, so that a crash leaves a trace of what was planned. */
  plan(): Promise<void>;
  /** Notes which bytes are submitted; kept with the next entry. */
  submits(sha256: string): void;
  /** Drops a paid request of which nothing more can be learned, once the user was told. */
  drop(intent: Intent): Promise<void>;
  /**
   * Ends the work for now. The layers of these jobs are safe, and nothing of them is kept; jobs that can still deliver
   * stay for a later session. Without any the record is deleted.
   */
  settle(delivered: readonly JobHandle[]): Promise<void>;
}
