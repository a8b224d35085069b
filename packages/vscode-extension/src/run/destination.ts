import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { baseName } from "../targets/image-name.ts";
import { fileWords } from "./file-words.ts";
import type { Destination } from "./result-writer.ts";

/** Where results for a source go, as the settings of its workspace folder say. */
export function destinationOf(
  source: vscode.Uri,
  { setting, context }: Pick<Services, "setting" | "context">,
  paid: boolean,
): Destination {
  const below = setting("output.folder", source).trim();
  const parent = vscode.Uri.joinPath(source, "..");
  return {
    folder: below ? vscode.Uri.joinPath(parent, ...below.split(/[\\/]+/)) : parent,
    pattern: setting("output.pattern", source),
    ...(paid && { fallback: vscode.Uri.joinPath(context.globalStorageUri, "results") }),
  };
}

/**
 * Says why nothing can be written to a folder, as far as its file system tells beforehand: better than to find out
 * when a result has been paid for.
 */
export async function whyNotWritable(folder: vscode.Uri): Promise<string | undefined> {
  const { fs } = vscode.workspace;
  const readOnly = () =>
    fileWords(vscode.FileSystemError.NoPermissions(folder), baseName(folder.path), vscode.l10n);
  if (fs.isWritableFileSystem(folder.scheme) === false) return readOnly();
  try {
    const { permissions = 0 } = await fs.stat(folder);
    return permissions & vscode.FilePermission.Readonly ? readOnly() : undefined;
  } catch {
    // It is made when the first result is written.
    return undefined;
  }
}
