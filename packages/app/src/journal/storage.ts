import type { JournalRecord } from "./record.ts";

/** Where a host keeps the journal: the only thing about it that differs between hosts. */
export interface JournalStorage {
  /** All that is kept, of any version and by any session. */
  all(): Promise<readonly unknown[]>;
  /** Writes a record whole or not at all, in place of the one with the same id. */
  write(id: string, record: JournalRecord): Promise<void>;
  remove(id: string): Promise<void>;
  /** By which sessions know of each other that they are alive; absent where one session at a time sees the journal. */
  readonly leases?: LeaseStorage;
}

export interface LeaseStorage {
  /** When a session was last alive, in milliseconds since 1970; `undefined` when it has ended or never was. */
  read(session: string): Promise<number | undefined>;
  write(session: string, at: number): Promise<void>;
  remove(session: string): Promise<void>;
}
