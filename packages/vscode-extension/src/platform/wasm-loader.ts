import * as vscode from "vscode";

/** Reads WebAssembly files from where the build puts them, on whatever file system the extension is. */
export function wasmLoader(extension: vscode.Uri): (file: string) => Promise<Uint8Array> {
  return async (file) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", `${file}.wasm`));
}
