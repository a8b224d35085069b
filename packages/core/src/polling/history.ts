import { isRecord } from "../contract/record.ts";

/** How long recent jobs took, by provider and task. Hosts may keep it between sessions; it is small. */
export interface DurationHistory {
  /** Durations in milliseconds, oldest first. */
  durations(key: string): readonly number[];
  add(key: string, ms: number): void;
}

/** A history as plain JSON. Version 1 had no version and held seconds. */
export interface SavedHistory {
  readonly version: 2;
  /** Durations in milliseconds, oldest first, by provider and task. */
  readonly durations: Readonly<Record<string, readonly number[]>>;
}

/** A history that can be saved and loaded. */
export interface MemoryHistory extends DurationHistory {
  /** What `JSON.stringify` makes of it, and {@link memoryHistory} takes back. */
  toJSON(): SavedHistory;
}

/** As many jobs as are worth remembering: the scale of a service may change within a day. */
const remembered = 30;

/**
 * A history in memory.
 *
 * @example
 * const history = memoryHistory(JSON.parse(await readFile("history.json", "utf8")));
 * const client = createClient({ providers, history });
 * await writeFile("history.json", JSON.stringify(history));
 *
 * @param saved what an earlier session saved. Anything else, such as what an older version saved in seconds, is not
 * read: the history begins empty and is learned again within a few jobs
 * @param onChange called with the whole history after every duration that is added
 */
export function memoryHistory(saved?: unknown, onChange?: (saved: SavedHistory) => void): MemoryHistory {
  const byKey = new Map(readSaved(saved));
  const toJSON = (): SavedHistory => ({ version: 2, durations: Object.fromEntries(byKey) });
  return {
    toJSON,
    durations: (key) => byKey.get(key) ?? [],
    add: (key, ms) => {
      byKey.set(key, latest([...(byKey.get(key) ?? []), ms]));
      onChange?.(toJSON());
    },
  };
}

/** A host's history, which may throw as its storage fills up: then a job is polled by the book, and never lost. */
export function lenientHistory(host: DurationHistory): DurationHistory {
  return {
    durations: (key) => {
      try {
        return host.durations(key);
      } catch {
        return [];
      }
    },
    add: (key, ms) => {
      try {
        host.add(key, ms);
      } catch {
        // The host's own trouble.
      }
    },
  };
}

function readSaved(saved: unknown): readonly (readonly [string, readonly number[]])[] {
  if (!isRecord(saved) || saved.version !== 2 || !isRecord(saved.durations)) return [];
  return Object.entries(saved.durations).map(([key, list]) => [key, latest(Array.isArray(list) ? list : [])]);
}

function latest(list: readonly unknown[]): readonly number[] {
  const isDuration = (value: unknown): value is number => Number.isFinite(value) && Number(value) >= 0;
  return list.filter(isDuration).slice(-remembered);
}
