import * as vscode from "vscode";
import type { Log } from "../log/log.ts";
import { journalFolder } from "./journal-folder.ts";
import { JournalStore } from "./journal-store.ts";
import { KeptResults } from "./kept-results.ts";
import { resultFiles, workspaceFiles } from "./workspace-files.ts";

/** Opens the workspace's journal. */
export function openJournal(context: vscode.ExtensionContext): {
  readonly journal: JournalStore;
  readonly dispose: () => void;
} {
  const journal = new JournalStore(workspaceFiles(journalFolder(context)), crypto.randomUUID());
  return { journal, dispose: () => void journal.endLease().catch(() => {}) };
}

/** Opens the store of results that came with a submit, and deletes what is too old. */
export function openResults({ globalStorageUri }: vscode.ExtensionContext, log: Log): KeptResults {
  const folder = vscode.Uri.joinPath(globalStorageUri, "kept-results");
  const results = new KeptResults(resultFiles(folder));
  void results
    .dropOld()
    .catch((error: unknown) => log.warn(`Old results can't be deleted: ${String(error)}`));
  return results;
}
