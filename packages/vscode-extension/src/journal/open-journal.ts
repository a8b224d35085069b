import * as vscode from "vscode";
import { JournalStore } from "./journal-store.ts";
import { workspaceFiles } from "./workspace-files.ts";

/** Opens the workspace's journal; a window without a workspace has the one that all such windows share. */
export function openJournal(context: vscode.ExtensionContext): {
  readonly journal: JournalStore;
  readonly dispose: () => void;
} {
  const folder = vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, "journal");
  const journal = new JournalStore(workspaceFiles(folder), crypto.randomUUID());
  return { journal, dispose: () => void journal.endLease().catch(() => {}) };
}
