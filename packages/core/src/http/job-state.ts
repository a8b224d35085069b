import type { JobStatus } from "../contract/job.ts";

/** Each documented status word that does not mean `running`, in upper case, and the state that it means. */
export type StateTable = Readonly<Record<string, JobStatus["state"]>>;

/**
 * Normalises a provider's status word, whatever its case. Any other word, be it documented or not, means that the job
 * is still running: it is reported as it is and waited on. Words are compared whole, since `CONVERT_COMPLETED` is not
 * `COMPLETED`.
 */
export function jobState(table: StateTable, raw: string): JobStatus["state"] {
  return table[raw.trim().toUpperCase()] ?? "running";
}
