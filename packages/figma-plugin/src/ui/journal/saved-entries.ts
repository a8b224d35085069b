import type { JournalEntry } from "@stratify/core";

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
