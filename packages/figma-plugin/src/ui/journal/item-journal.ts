import type { Intent, JobHandle, Journal, JournalEntry } from "@stratify/core";
import { openJobs } from "@stratify/core/open-jobs";
import type { AskMain } from "../../shared/ask-main.ts";
import type { About } from "../../shared/contract.ts";
import { savedEntries } from "./saved-entries.ts";

/** A picture's entries as they are kept. */
export interface SavedEntries {
  readonly version: 1;
  readonly entries: readonly JournalEntry[];
}

/** The journal of the work on one picture: kept by the main code until its layers are placed. */
export interface ItemJournal extends Required<Journal> {
  /** Nothing more can be learned of a paid request whose outcome is unknown, and the user is told. */
  drop(intent: Intent): Promise<void>;
  /** The layers of these jobs are placed, or they will never have any: only what may still come is kept. */
  settle(delivered: readonly JobHandle[]): Promise<void>;
}

/** @param before entries of an earlier session */
export function openItemJournal(
  ask: AskMain,
  about: { readonly id: string; readonly plan: string; readonly about: About },
  before: readonly JournalEntry[] = [],
): ItemJournal {
  let entries = before;
  const keep = async (next: readonly JournalEntry[]) => {
    entries = next;
    const job: SavedEntries = { version: 1, entries };
    await ask("journal-write", { ...about, job });
  };
  return {
    write: (entry) => keep([...entries, entry]),
    // A lost submit must not take the job of another image's.
    async read() {
      const { jobs } = await ask("journal-list", {});
      return jobs.flatMap(({ job }) => savedEntries(job));
    },
    drop: ({ id }) => keep([...entries, { type: "refused", intent: id }]),
    async settle(delivered) {
      if (entries.length === 0) return;
      const done = new Set(delivered.map(({ job }) => job));
      const { handles, lost } = openJobs(entries);
      const open = handles.filter(({ job }) => !done.has(job));
      if (open.length + lost.length === 0) {
        entries = [];
        await ask("journal-remove", { id: about.id });
      } else if (open.length < handles.length) {
        const ended = handles
          .filter(({ job }) => done.has(job))
          .map((handle): JournalEntry => ({ type: "ended", handle, outcome: "failed" }));
        await keep([...entries, ...ended]);
      }
    },
  };
}
