import type { JobHandle, JournalEntry } from "@stratify/core";
import { openJobs } from "@stratify/core/open-jobs";
import type { ImageJournal } from "./image-journal.ts";
import { Leases } from "./leases.ts";
import { type JournalRecord, readRecord } from "./record.ts";
import type { JournalStorage } from "./storage.ts";

export interface JournalStoreOptions {
  /** Unique to this run of the host. */
  readonly session: string;
  /** Called with jobs of which nothing needs to be kept any more. */
  readonly onSettled?: (handles: readonly JobHandle[]) => Promise<void>;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/** What nobody works on. */
export interface Unfinished {
  /** Oldest first. Records without an entry were planned, and nothing was paid for them. */
  readonly records: readonly JournalRecord[];
  /** In how many milliseconds another session counts as ended, should it say nothing more; absent without one. */
  readonly again?: number;
}

/**
 * All records of a host's journal: one for each image that is worked on at a paid provider, deleted when its results
 * are safe. What another session has left behind is work to resume.
 */
export class JournalStore {
  readonly #storage: JournalStorage;
  readonly #session: string;
  readonly #onSettled: (handles: readonly JobHandle[]) => Promise<void>;
  readonly #now: () => number;
  readonly #leases: Leases;
  readonly #open = new Set<string>();

  constructor(storage: JournalStorage, options: JournalStoreOptions) {
    const { session, onSettled = async () => {}, now = Date.now } = options;
    this.#storage = storage;
    this.#session = session;
    this.#onSettled = onSettled;
    this.#now = now;
    this.#leases = new Leases(storage.leases, session, now);
  }

  /** Begins the record of one image. Nothing is written before `plan` or the first entry. */
  begin(about: Pick<JournalRecord, "workspace" | "image" | "operation" | "provider">): ImageJournal {
    return this.#journal({
      version: 2,
      id: crypto.randomUUID(),
      session: this.#session,
      ...about,
      startedAt: this.#now(),
      entries: [],
    });
  }

  /** Takes over the record of an ended session, so that no other session resumes it too. */
  async takeOver(record: JournalRecord): Promise<ImageJournal> {
    const own = { ...record, session: this.#session };
    await this.#storage.write(own.id, own);
    return this.#journal(own);
  }

  /** The records that nobody works on: those of ended sessions, and those that this one has left for later. */
  async unfinished(): Promise<Unfinished> {
    const free: JournalRecord[] = [];
    // Asked once for each session: it may end between two of its records, which belong together.
    const rests = new Map([[this.#session, 0]]);
    let again: number | undefined;
    for (const record of await this.#records()) {
      if (this.#open.has(record.id)) continue;
      const rest = rests.get(record.session) ?? (await this.#leases.aliveFor(record.session));
      rests.set(record.session, rest);
      if (rest > 0) again = Math.max(again ?? 0, rest);
      else free.push(record);
    }
    free.sort(
      (one, other) => one.startedAt - other.startedAt || one.image.name.localeCompare(other.image.name),
    );
    return { records: free, ...(again !== undefined && { again }) };
  }

  /** Deletes a record whose jobs nobody wants, and what was kept for them. */
  async forget({ id, entries }: JournalRecord): Promise<void> {
    await this.#storage.remove(id);
    await this.#onSettled(handlesIn(entries));
  }

  /** Whether a session has ended, as far as it has said. */
  async hasEnded(session: string): Promise<boolean> {
    return session !== this.#session && (await this.#leases.aliveFor(session)) <= 0;
  }

  /** Says that this session is alive: when work begins, and every `leaseRenewed` while it lasts. */
  async renewLease(): Promise<void> {
    await this.#leases.renew();
  }

  async endLease(): Promise<void> {
    await this.#leases.end();
  }

  async #records(): Promise<readonly JournalRecord[]> {
    return (await this.#storage.all()).flatMap((kept) => readRecord(kept) ?? []);
  }

  #journal(from: JournalRecord): ImageJournal {
    let record = from;
    let written = false;
    let last: Promise<void> = Promise.resolve();
    this.#open.add(from.id);

    const save = (): Promise<void> => {
      const now = record;
      this.#open.add(now.id);
      // One after the other. A failed write must not fail those behind it.
      last = last
        .catch(() => {})
        .then(() => this.#storage.write(now.id, now))
        .then(() => {
          written = true;
        });
      return last;
    };
    const change = (entries: readonly JournalEntry[]) => {
      record = { ...record, entries };
      return save();
    };
    const write = async (entry: JournalEntry): Promise<void> => {
      const before = record.entries;
      try {
        await change([...before, entry]);
      } catch (error) {
        // What could not be journalled is not bought.
        if (entry.type === "intent")
          record = { ...record, entries: record.entries.filter((each) => each !== entry) };
        throw error;
      }
    };
    const settle = async (delivered: readonly JobHandle[]) => {
      const done = new Set(delivered.map(({ job }) => job));
      const { handles, lost } = openJobs(record.entries);
      const left = handles.filter(({ job }) => !done.has(job));
      const kept = left.length + lost.length > 0;
      const ended = kept ? delivered : handlesIn(record.entries);
      await last.catch(() => {});
      if (!kept) {
        if (written) await this.#storage.remove(record.id);
        written = false;
        record = { ...record, entries: [] };
      } else if (left.length < handles.length) {
        await change([
          ...record.entries,
          ...handles
            .filter(({ job }) => done.has(job))
            .map((handle): JournalEntry => ({ type: "ended", handle, outcome: "failed" })),
        ]);
      }
      this.#open.delete(record.id);
      await this.#onSettled(ended);
    };
    return {
      get record() {
        return record;
      },
      open: () => openJobs(record.entries),
      plan: save,
      submits(sha256) {
        record = { ...record, image: { ...record.image, sha256 } };
      },
      write,
      read: async () => (await this.#records()).flatMap(({ entries }) => entries),
      drop: ({ id }) => change([...record.entries, { type: "refused", intent: id }]),
      settle,
    };
  }
}

function handlesIn(entries: readonly JournalEntry[]): readonly JobHandle[] {
  return entries.flatMap((entry) => (entry.type === "handle" ? [entry.handle] : []));
}
