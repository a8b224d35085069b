import type { Intent, JobHandle } from "../contract/job.ts";
import type { JournalEntry } from "./journal.ts";

/** What of a journal's entries can still be had. */
export interface OpenJobs {
  /** Accepted jobs that have delivered or still may. */
  readonly handles: readonly JobHandle[];
  /** Paid requests of which nobody knows whether they were accepted. */
  readonly lost: readonly Intent[];
}

/**
 * Reads what is left to do out of a journal's entries, each job once. A delivered job counts as long as they are kept: a host drops
 * them when its layers are safe, and asking for it again costs nothing.
 */
export function openJobs(entries: readonly JournalEntry[]): OpenJobs {
  const keyOf = ({ provider, job }: JobHandle) => `${provider}/${job}`;
  // A job that was recovered while its response was on the way may be there twice.
  const handles = new Map<string, JobHandle>();
  const lost = new Map<string, Intent>();
  for (const entry of entries) {
    if (entry.type === "intent") lost.set(entry.intent.id, entry.intent);
    if (entry.type === "handle") handles.set(keyOf(entry.handle), entry.handle);
  }
  for (const entry of entries) {
    if (entry.type === "refused" || entry.type === "handle") lost.delete(entry.intent);
    if (entry.type === "ended" && entry.outcome !== "delivered") handles.delete(keyOf(entry.handle));
  }
  return { handles: [...handles.values()], lost: [...lost.values()] };
}
