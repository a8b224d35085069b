import type { ClientStorageAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { PluginError, sentenceOf } from "../plugin-error.ts";
import { type JournalEntry, journalEntry } from "./journal-entry.ts";

const prefix = "job/";
const mostJobs = 60;
const mostDays = 30;

/**
 * The jobs that are not placed yet, on this device. Each has an entry of its own in the storage, so that two files that
 * are open at once do not write over each other's.
 */
export class Journal {
  readonly #storage: ClientStorageAPI;

  constructor(storage: ClientStorageAPI) {
    this.#storage = storage;
  }

  /** @throws {PluginError} `storage-full` */
  async write(entry: JournalEntry): Promise<void> {
    await this.#makeRoom(entry.id);
    try {
      await this.#storage.setAsync(prefix + entry.id, entry);
    } catch (thrown) {
      throw new PluginError(
        "storage-full",
        `The job could not be kept on this device: ${sentenceOf(thrown)}. Leave the plugin open until it is done.`,
      );
    }
  }

  /**
   * @returns the oldest first; without those of which no service keeps results any more, which are forgotten, and
   * without what another version of the plugin wrote otherwise
   */
  async list(): Promise<JournalEntry[]> {
    const keys = await this.#keys();
    const found = await Promise.all(keys.map((key): Promise<unknown> => this.#storage.getAsync(key)));
    const entries = found.filter(journalEntry).sort((one, other) => one.at - other.at);
    const eldest = Date.now() - mostDays * 24 * 60 * 60 * 1000;
    for (const { id, at } of entries) if (at < eldest) await this.remove(id);
    return entries.filter(({ at }) => at >= eldest);
  }

  async read(id: string): Promise<JournalEntry | undefined> {
    const entry: unknown = await this.#storage.getAsync(prefix + id);
    return journalEntry(entry) ? entry : undefined;
  }

  async remove(id: string): Promise<void> {
    await this.#storage.deleteAsync(prefix + id);
  }

  /** However many jobs there are, the latest matter most. */
  async #makeRoom(id: string): Promise<void> {
    const others = (await this.#keys()).filter((key) => key !== prefix + id);
    if (others.length < mostJobs) return;
    const oldest = (await this.list()).filter((entry) => entry.id !== id);
    for (const entry of oldest.slice(0, others.length - mostJobs + 1)) await this.remove(entry.id);
  }

  async #keys(): Promise<string[]> {
    return (await this.#storage.keysAsync()).filter((key) => key.startsWith(prefix));
  }
}
