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
 * Reads what is left to do out of a journal's entries. A delivered job counts as long as they are kept: a host drops
 * them when its layers are safe, and asking for it again costs nothing.
 */
export function openJobs(entries: readonly JournalEntry[]): OpenJobs {
  const keyOf = ({ provider, job }: JobHandle) => `${provider}/${job}`;
  const hopeless = new Set<string>();
  const settled = new Set<string>();
  for (const entry of entries) {
    if (entry.type === "refused" || entry.type === "handle") settled.add(entry.intent);
    if (entry.type === "ended" && entry.outcome !== "delivered") hopeless.add(keyOf(entry.handle));
  }
  return {
    handles: entries.flatMap((entry) =>
      entry.type === "handle" && !hopeless.has(keyOf(entry.handle)) ? [entry.handle] : [],
    ),
    lost: entries.flatMap((entry) =>
      entry.type === "intent" && !settled.has(entry.intent.id) ? [entry.intent] : [],
    ),
  };
}
