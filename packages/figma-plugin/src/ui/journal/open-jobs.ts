import type { Intent, JobHandle, JournalEntry } from "@stratify/core";

/** What of a picture's entries can still be had. */
export interface OpenJobs {
  /** Accepted jobs that have delivered or still may. */
  readonly handles: readonly JobHandle[];
  /** Paid requests of which nobody knows whether they were accepted. */
  readonly lost: readonly Intent[];
}

/**
 * Reads what is left to do out of entries. A delivered job counts as long as they are kept: they go only when its
 * layers are placed, and asking for it again costs nothing.
 */
export function openJobs(entries: readonly JournalEntry[]): OpenJobs {
  const hopeless = new Set<string>();
  const settled = new Set<string>();
  for (const entry of entries) {
    if (entry.type === "refused" || entry.type === "handle") settled.add(entry.intent);
    if (entry.type === "ended" && entry.outcome !== "delivered") hopeless.add(entry.handle.job);
  }
  return {
    handles: entries.flatMap((entry) =>
      entry.type === "handle" && !hopeless.has(entry.handle.job) ? [entry.handle] : [],
    ),
    lost: entries.flatMap((entry) =>
      entry.type === "intent" && !settled.has(entry.intent.id) ? [entry.intent] : [],
    ),
  };
}

/**
 * The entries of a kept job; its handles are checked by the client that takes them up.
 *
 * @returns none when another version wrote them
 */
export function savedEntries(job: unknown): readonly JournalEntry[] {
  if (typeof job !== "object" || job === null || !("version" in job) || job.version !== 1) return [];
  if (!("entries" in job) || !Array.isArray(job.entries)) return [];
  return job.entries.filter(isEntry);
}

const types: readonly unknown[] = ["intent", "handle", "refused", "ended"] satisfies JournalEntry["type"][];

function isEntry(value: unknown): value is JournalEntry {
  return typeof value === "object" && value !== null && "type" in value && types.includes(value.type);
}
