import * as vscode from "vscode";
import { writeWhole } from "../run/write-whole.ts";
import type { JournalFiles } from "./journal-files.ts";
import type { ResultFiles } from "./result-files.ts";

/** Journal files in a folder of the extension's storage, whatever file system that is on. */
export function workspaceFiles(folder: vscode.Uri): JournalFiles {
  const files = filesIn(folder);
  return {
    ...files,
    async read(name) {
      const bytes = await files.read(name);
      return bytes && new TextDecoder().decode(bytes);
    },
    write: (name, text) => files.write(name, new TextEncoder().encode(text)),
  };
}

/** Files of results in a folder of the extension's storage. */
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

function filesIn(folder: vscode.Uri) {
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  const { fs } = vscode.workspace;
  return {
    async list(): Promise<readonly string[]> {
      try {
        return (await fs.readDirectory(folder)).map(([name]) => name);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async read(name: string): Promise<Uint8Array | undefined> {
      try {
        return await fs.readFile(at(name));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(name: string, bytes: Uint8Array): Promise<void> {
      // A rename replaces the file in one step.
      const draft = at(`${name}.part`);
      await writeWhole(draft, bytes);
      await fs.rename(draft, at(name), { overwrite: true });
    },
    async delete(name: string): Promise<void> {
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
