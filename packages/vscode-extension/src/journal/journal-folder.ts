import * as vscode from "vscode";

/** Where the workspace's journal is; a window without a workspace has the one that all such windows share. */
export function journalFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(storageUri ?? globalStorageUri, "journal");
}

/** Whether there is anything in the journal, without reading it. */
export async function hasJournal(context: vscode.ExtensionContext): Promise<boolean> {
  try {
    const files = await vscode.workspace.fs.readDirectory(journalFolder(context));
    return files.some(([name]) => name.endsWith(".json"));
  } catch {
    // There is no folder before something was paid for.
    return false;
  }
}
