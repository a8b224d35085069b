import type { ResultFiles } from "@stratify/app/journal/result-files";
import * as vscode from "vscode";
import { writeWhole } from "../run/write-whole.ts";

/** Small files by name, in one folder of the extension's storage. */
export interface StoredFiles {
  /** Names of all files; none when there is no folder yet. */
  list(): Promise<readonly string[]>;
  /** `undefined` when there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Replaces the file at once or not at all, also when the program is killed meanwhile. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Files of results that came with a submit. */
export function resultFiles(folder: vscode.Uri): ResultFiles {
  const files = filesIn(folder);
  return {
    ...files,
    async list() {
      const times = (await files.list()).map(async (name) => {
        const { mtime } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name));
        return { name, writtenAt: mtime };
      });
      return Promise.all(times);
    },
  };
}

/** The files of one folder, on whatever file system that is. */
export function filesIn(folder: vscode.Uri): StoredFiles {
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  const { fs } = vscode.workspace;
  return {
    async list() {
      try {
        return (await fs.readDirectory(folder)).map(([name]) => name);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async read(name) {
      try {
        return await fs.readFile(at(name));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(name, bytes) {
      // A rename replaces the file in one step.
      const draft = at(`${name}.part`);
      await writeWhole(draft, bytes);
      await fs.rename(draft, at(name), { overwrite: true });
    },
    async delete(name) {
      try {
        await fs.delete(at(name));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

/** Tells whether a file system says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}
