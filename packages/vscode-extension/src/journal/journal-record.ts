import type { Intent, JobHandle, JournalEntry } from "@stratify/core";
import type { Operation } from "../run/operation.ts";

/** What it takes to finish the work on one picture in another session. */
export interface JournalRecord {
  readonly version: 1;
  readonly id: string;
  /** The run of the extension host that wrote it. */
  readonly session: string;
  /** The picture's address. */
  readonly source: string;
  readonly operation: Operation;
  readonly provider: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly entries: readonly JournalEntry[];
}

/** What of a record can still be had. */
export interface OpenJobs {
  /** Accepted jobs that have delivered or still may. */
  readonly handles: readonly JobHandle[];
  /** Paid requests of which nobody knows whether they were accepted. */
  readonly lost: readonly Intent[];
}

/**
 * Reads what is left to do out of a record. A delivered job counts as long as the record is there: it goes only when
 * the results are safely in files, and asking for them again costs nothing.
 */
export function openJobs({ entries }: Pick<JournalRecord, "entries">): OpenJobs {
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
 * Reads a record's text; its handles are checked by the client that takes them up.
 *
 * @returns `undefined` when another program or a newer version wrote it
 */
export function parseRecord(text: string): JournalRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JournalRecord {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === 1 &&
    "id" in value &&
    typeof value.id === "string" &&
    "source" in value &&
    typeof value.source === "string" &&
    "provider" in value &&
    typeof value.provider === "string" &&
    "operation" in value &&
    typeof value.operation === "object" &&
    "entries" in value &&
    Array.isArray(value.entries)
  );
}
