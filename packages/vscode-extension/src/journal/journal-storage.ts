import type { ResultFiles } from "@stratify/app/journal/result-files";
import type { JournalStorage } from "@stratify/app/journal/storage";
import * as vscode from "vscode";
import { writeWhole } from "../run/write-whole.ts";

const recordEnding = ".json";
const leaseEnding = ".alive";

/** Where all windows keep their journal: a window that crashed leaves it to the next one, of any workspace. */
function journalFolder({ globalStorageUri }: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(globalStorageUri, "journal");
}

/** Where versions up to 0.1 kept the journal of a workspace; it is read until it is empty. */
function oldFolder({ storageUri }: vscode.ExtensionContext): vscode.Uri | undefined {
  return storageUri && vscode.Uri.joinPath(storageUri, "journal");
}

/** Whether there is anything in the journal, without reading it. */
export async function hasJournal(context: vscode.ExtensionContext): Promise<boolean> {
  const folders = [journalFolder(context), oldFolder(context)];
  const lists = folders.map((folder) => (folder ? filesIn(folder).list() : []));
  return (await Promise.all(lists)).flat().some((name) => name.endsWith(recordEnding));
}

/** Keeps each record as a file of the extension's global storage, on whatever file system that is. */
export function journalStorage(context: vscode.ExtensionContext): JournalStorage {
  const files = filesIn(journalFolder(context));
  const folder = oldFolder(context);
  const old = folder && filesIn(folder);
  const removeOld = async (id: string) => old?.delete(id + recordEnding);
  return {
    all: async () => [...(await recordsIn(files)), ...(old ? await recordsIn(old) : [])],
    async write(id, record) {
      await files.write(id + recordEnding, new TextEncoder().encode(JSON.stringify(record)));
      await removeOld(id);
    },
    async remove(id) {
      await files.delete(id + recordEnding);
      await removeOld(id);
    },
    leases: {
      async read(session) {
        const said = await files.read(session + leaseEnding);
        const at = said && Number(new TextDecoder().decode(said));
        return Number.isFinite(at) ? at || undefined : undefined;
      },
      write: (session, at) => files.write(session + leaseEnding, new TextEncoder().encode(String(at))),
      remove: (session) => files.delete(session + leaseEnding),
    },
  };
}

async function recordsIn(files: StoredFiles): Promise<readonly unknown[]> {
  const names = (await files.list()).filter((name) => name.endsWith(recordEnding));
  return Promise.all(names.map(async (name) => jsonOf(await files.read(name))));
}

/** A text that is no JSON is no record, as one that another window has deleted meanwhile. */
function jsonOf(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Names what is open in this window: its jobs are offered in the next window of the same. */
export function workspaceName(): string | undefined {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  if (workspaceFile) return workspaceFile.toString();
  const folders = workspaceFolders.map(({ uri }) => uri.toString()).toSorted();
  return folders.length > 0 ? folders.join(" ") : undefined;
}

/** Small files by name, in one folder of the extension's storage. */
interface StoredFiles {
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
function filesIn(folder: vscode.Uri): StoredFiles {
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
function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}
