import { type Intent, isStratifyError, type JobHandle, type JournalEntry, parseHandle } from "@stratify/core";

/**
 * The entries of a kept job, also those that an older version of the handles and intents was written in.
 *
 * @returns none when another version of the journal wrote them; without entries whose handle can't be read
 */
export function savedEntries(job: unknown): readonly JournalEntry[] {
  if (typeof job !== "object" || job === null || !("version" in job) || job.version !== 1) return [];
  if (!("entries" in job) || !Array.isArray(job.entries)) return [];
  return job.entries.filter(isEntry).flatMap((entry) => current(entry) ?? []);
}

const types: readonly unknown[] = ["intent", "handle", "refused", "ended"] satisfies JournalEntry["type"][];

function isEntry(value: unknown): value is JournalEntry {
  return typeof value === "object" && value !== null && "type" in value && types.includes(value.type);
}

/** The entry in today's version. An intent of version 2 differs in nothing else. */
function current(entry: JournalEntry): JournalEntry | undefined {
  if (entry.type === "refused") return entry;
  if (entry.type === "intent") return { ...entry, intent: { ...entry.intent, version: 3 } satisfies Intent };
  const handle = readable(entry.handle);
  return handle && { ...entry, handle };
}

function readable(saved: unknown): JobHandle | undefined {
  try {
    return parseHandle(saved);
  } catch (error) {
    if (isStratifyError(error)) return undefined;
    throw error;
  }
}
