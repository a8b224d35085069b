import type { JournalEntry } from "@stratify/core";
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
