/** Small files by name, in one folder of the extension's own. */
export interface JournalFiles {
  /** Names of all files; empty when there is no folder yet. */
  list(): Promise<readonly string[]>;
  /** `undefined` when there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Replaces the file at once or not at all, also when the program is killed meanwhile. */
  write(name: string, text: string): Promise<void>;
  delete(name: string): Promise<void>;
}
