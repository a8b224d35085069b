import type * as vscode from "vscode";
import { journalFolder } from "./journal-folder.ts";
import { JournalStore } from "./journal-store.ts";
import { workspaceFiles } from "./workspace-files.ts";

/** Opens the workspace's journal. */
export function openJournal(context: vscode.ExtensionContext): {
  readonly journal: JournalStore;
  readonly dispose: () => void;
} {
  const journal = new JournalStore(workspaceFiles(journalFolder(context)), crypto.randomUUID());
  return { journal, dispose: () => void journal.endLease().catch(() => {}) };
}
