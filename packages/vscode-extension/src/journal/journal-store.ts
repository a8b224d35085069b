import type { Intent, Journal, JournalEntry } from "@stratify/core";
import { type OpenJobs, openJobs } from "@stratify/core/open-jobs";
import type { Operation } from "../run/operation.ts";
import type { JournalFiles } from "./journal-files.ts";
import { type JournalRecord, parseRecord } from "./journal-record.ts";
import { Leases } from "./leases.ts";

/** The journal of the work on one picture. */
export interface PictureJournal extends Journal {
  readonly id: string;
  /** All entries of this journal. */
  readonly entries: readonly JournalEntry[];
  /** All entries of all journals, also of those that other sessions write. */
  read(): Promise<readonly JournalEntry[]>;
  /** What was paid for so far and has not certainly failed. */
  open(): OpenJobs;
  /** Nothing more can be learned of a paid request whose outcome is unknown, and the user was told. */
  drop(intent: Intent): Promise<void>;
  /** The results are safe, or there will be none: forgets everything. */
  close(): Promise<void>;
  /** Leaves what is open for later; forgets the rest. */
  leave(): Promise<void>;
}

const recordEnding = ".json";

/**
 * All journals of one workspace: a small file for each picture that is being paid for, gone when its results are
 * written. Whatever files another session left behind is work to resume.
 */
export class JournalStore {
  readonly #files: JournalFiles;
  readonly #session: string;
  readonly #now: () => number;
  readonly #leases: Leases;
  readonly #open = new Set<string>();

  /** @param session unique to this run of the extension host */
  constructor(files: JournalFiles, session: string, now: () => number = Date.now) {
    this.#files = files;
    this.#session = session;
    this.#now = now;
    this.#leases = new Leases(files, session, now);
  }

  /** Begins the journal of one picture. Nothing is written before something is paid for. */
  begin(about: { source: string; operation: Operation; provider: string }): PictureJournal {
    const id = crypto.randomUUID();
    return this.#journal({
      version: 1,
      id,
      session: this.#session,
      ...about,
      startedAt: this.#now(),
      entries: [],
    });
  }

  /** Takes over the record of an ended session, so that no other window resumes it too. */
  async takeOver(record: JournalRecord): Promise<PictureJournal> {
    const own = { ...record, session: this.#session };
    await this.#files.write(own.id + recordEnding, JSON.stringify(own));
    return this.#journal(own);
  }

  /**
   * Records that nobody works on: those of ended sessions, and those that this one has left for later.
   *
   * @returns also in how many milliseconds to look again, when another session may have ended without a word
   */
  async unfinished(): Promise<{ readonly records: readonly JournalRecord[]; readonly again?: number }> {
    const names = (await this.#files.list()).filter((name) => name.endsWith(recordEnding));
    const records: JournalRecord[] = [];
    // Asked once for each session: it may end between two of its records, which belong together.
    const rests = new Map([[this.#session, 0]]);
    let again: number | undefined;
    for (const name of names) {
      if (this.#open.has(name.slice(0, -recordEnding.length))) continue;
      const text = await this.#files.read(name);
      const record = text === undefined ? undefined : parseRecord(text);
      if (!record) continue;
      const rest = rests.get(record.session) ?? (await this.#leases.aliveFor(record.session));
      rests.set(record.session, rest);
      if (rest > 0) again = Math.max(again ?? 0, rest);
      else records.push(record);
    }
    records.sort((a, b) => a.startedAt - b.startedAt);
    return { records, ...(again !== undefined && { again }) };
  }

  /** All entries, also those that other sessions write or have left. */
  async entries(): Promise<readonly JournalEntry[]> {
    const names = (await this.#files.list()).filter((name) => name.endsWith(recordEnding));
    const texts = await Promise.all(names.map((name) => this.#files.read(name)));
    return texts.flatMap((text) => (text === undefined ? [] : (parseRecord(text)?.entries ?? [])));
  }

  /** Forgets a record whose jobs are of no use to anyone. */
  async forget(id: string): Promise<void> {
    await this.#files.delete(id + recordEnding);
  }

  /** Says that this session is alive: called when work begins, and every `leaseRenewed` while it lasts. */
  async renewLease(): Promise<void> {
    await this.#leases.renew();
  }

  /** Says that this session has ended. */
  async endLease(): Promise<void> {
    await this.#leases.end();
  }

  #journal(from: JournalRecord): PictureJournal {
    const name = from.id + recordEnding;
    const entries: JournalEntry[] = [...from.entries];
    let written = entries.length > 0;
    let last: Promise<void> = Promise.resolve();
    this.#open.add(from.id);

    const save = (): Promise<void> => {
      const text = JSON.stringify({ ...from, entries });
      // One after the other, and a failed write must not fail those behind it.
      last = last
        .catch(() => {})
        .then(() => this.#files.write(name, text))
        .then(() => {
          written = true;
        });
      return last;
    };
    const write = async (entry: JournalEntry): Promise<void> => {
      // The engine's jobs cost nothing and end with the program: without an intent there is nothing to keep.
      if (entry.type === "ended" && entries.length === 0) return;
      entries.push(entry);
      try {
        await save();
      } catch (error) {
        // What could not be journalled is not bought.
        if (entry.type === "intent") entries.splice(entries.indexOf(entry), 1);
        throw error;
      }
    };
    const drop = async ({ id }: Intent) => {
      const at = entries.findIndex((entry) => entry.type === "intent" && entry.intent.id === id);
      if (at < 0) return;
      entries.splice(at, 1);
      await save();
    };
    const close = async () => {
      await last.catch(() => {});
      if (written) await this.#files.delete(name);
      this.#open.delete(from.id);
    };
    const leave = async () => {
      const { handles, lost } = openJobs(entries);
      if (handles.length + lost.length === 0) return close();
      await last.catch(() => {});
      this.#open.delete(from.id);
    };
    const read = () => this.entries();
    return { id: from.id, entries, write, read, open: () => openJobs(entries), drop, close, leave };
  }
}
