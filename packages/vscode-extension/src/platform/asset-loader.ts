import * as vscode from "vscode";

/** Reads the pixel workers' files from where the build puts them, on whatever file system the extension is. */
export function assetLoader(extension: vscode.Uri): (file: string) => Promise<Uint8Array> {
  return async (file) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", file));
}
