import type { JobHandle, ResultStore } from "@stratify/core";
import type { ResultFiles } from "./result-files.ts";

/** How long a result is kept of which nobody says that it is safe, in milliseconds: 7 days. */
export const keptFor = 7 * 24 * 3_600_000;

/**
 * Results that came inside the response to a submit, as files: with them such a job can be resumed after a crash. They
 * are deleted when the layers are safe, and after 7 days at the latest.
 */
export class KeptResults implements ResultStore {
  readonly #files: ResultFiles;
  readonly #now: () => number;

  constructor(files: ResultFiles, now: () => number = Date.now) {
    this.#files = files;
    this.#now = now;
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    return this.#files.write(key, bytes);
  }

  get(key: string): Promise<Uint8Array | undefined> {
    return this.#files.read(key);
  }

  /** Deletes the results of these jobs. */
  async drop(handles: readonly JobHandle[]): Promise<void> {
    const keys = handles.flatMap(({ outputs = [] }) =>
      outputs.flatMap((output) => ("key" in output ? [output.key] : [])),
    );
    await Promise.all(keys.map((key) => this.#files.delete(key)));
  }

  /** Deletes what is too old. */
  async dropOld(): Promise<void> {
    for (const { name, writtenAt } of await this.#files.list()) {
      if (this.#now() - writtenAt > keptFor) await this.#files.delete(name);
    }
  }
}
