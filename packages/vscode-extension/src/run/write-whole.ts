import * as vscode from "vscode";

/**
 * Writes a file whole or not at all. VS Code says nothing when a disk has room for a part of a file only: the part
 * stays, and counts as written.
 *
 * @throws {vscode.FileSystemError} that says ENOSPC when the file came out short
 */
export async function writeWhole(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  await fs.writeFile(uri, bytes);
  const { size } = await fs.stat(uri);
  if (size === bytes.length) return;
  await fs.delete(uri);
  throw new vscode.FileSystemError(`ENOSPC: ${size} of ${bytes.length} bytes could be written`);
}

/** Deletes a file, or a folder with what is in it, should it be there. */
export async function remove(uri: vscode.Uri): Promise<void> {
  if (await exists(uri)) await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
