import * as vscode from "vscode";
import { writeWhole } from "../run/write-whole.ts";
import type { JournalFiles } from "./journal-files.ts";

/** Journal files in a folder of the extension's storage, whatever file system that is on. */
export function workspaceFiles(folder: vscode.Uri): JournalFiles {
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
        return new TextDecoder().decode(await fs.readFile(at(name)));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(name, text) {
      // A rename replaces the file in one step.
      const draft = at(`${name}.part`);
      await writeWhole(draft, new TextEncoder().encode(text));
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
