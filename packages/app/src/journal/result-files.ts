/** Files of results by name, in one folder of the extension's own. */
export interface ResultFiles {
  /** All files; none when there is no folder yet. */
  list(): Promise<readonly { readonly name: string; readonly writtenAt: number }[]>;
  /** `undefined` when there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Writes the file whole or not at all. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  delete(name: string): Promise<void>;
}
