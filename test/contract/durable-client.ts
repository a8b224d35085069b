import { closeSync, mkdirSync, openSync } from "node:fs";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, createClient, type Journal, type JournalEntry, systemClock } from "@stratify/core";
import { sandboxProvider } from "../sandbox/providers.ts";
import type { ServiceSite } from "../sandbox/sites.ts";
import { diskResults } from "./disk-results.ts";

/** One host, as all its processes know it. */
export interface Host {
  readonly site: ServiceSite;
  /** Whose files a later process finds; made where there is none. */
  readonly folder: string;
  /** When its fast time of day began, in milliseconds since 1970; absent where the time of day has to be true. */
  readonly began?: number;
}

/** A journal whose lines are on the disk when `write` has ended. */
export interface DiskJournal extends Journal {
  read(): Promise<readonly JournalEntry[]>;
}

const speed = 100;

/**
 * Sleeps pass a hundred times as fast, and so does the time of day since `began`, in every process alike. Without
 * `began` the time of day is true: lost jobs are looked for by it.
 */
const clockSince = (began: number | undefined): Clock => ({
  now: () => (began === undefined ? Date.now() : began + (Date.now() - began) * speed),
  sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
});

/** Limits of time run on the fast clock: ten seconds for one call are a thousand of them. */
export const unhurried = 1_000_000;

/** A client as a host has it that may be killed at any moment: its journal and its results are on the disk. */
export function durableClient({ site, folder, began }: Host) {
  const path = join(folder, "journal");
  mkdirSync(folder, { recursive: true });
  closeSync(openSync(path, "a"));
  const journal = diskJournal(path);
  const clock = clockSince(began);
  const providers = [sandboxProvider(site)];
  const results = diskResults(folder);
  const client = createClient({ providers, clock, journal, results, requestTimeout: unhurried });
  return { client, journal };
}

function diskJournal(path: string): DiskJournal {
  return {
    // The line break comes first: an entry does not go on in the line of one that was cut short.
    write: (entry) => appendFile(path, `\n${JSON.stringify(entry)}`, { flush: true }),
    read: async () => (await readFile(path, "utf8")).split("\n").flatMap(entryOf),
  };
}

/** No entry of a line that a kill has cut short: its write has not ended, so nothing was done because of it. */
function entryOf(line: string): readonly JournalEntry[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
