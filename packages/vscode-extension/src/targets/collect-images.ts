import * as vscode from "vscode";
import { baseName, isImageName } from "./image-name.ts";

/** The pictures among what was selected. */
export interface Collected {
  readonly images: readonly vscode.Uri[];
  /** How many of them were found in folders. */
  readonly inFolders: number;
  /** Whether it was not stopped half-way. */
  readonly complete: boolean;
}

/** Folders that hold nothing of the user's. */
const passedOver = new Set(["node_modules", ".git"]);

/**
 * Finds the pictures: files by their names, folders with all that is in them. In folders the results of earlier runs
 * are passed over, layer sets as a whole.
 *
 * @param isResult tells results by their names
 */
export async function collectImages(
  targets: readonly vscode.Uri[],
  isResult: (file: vscode.Uri) => boolean,
  token?: vscode.CancellationToken,
): Promise<Collected> {
  const images = new Map<string, vscode.Uri>();
  let inFolders = 0;
  const take = (uri: vscode.Uri) => {
    const fresh = !images.has(uri.toString());
    images.set(uri.toString(), uri);
    return fresh;
  };
  for (const target of targets) {
    if (isImageName(baseName(target.path))) take(target);
    else if (await isFolder(target)) {
      for await (const image of imagesIn(target, isResult, token)) if (take(image)) inFolders += 1;
    }
  }
  return { images: [...images.values()], inFolders, complete: !token?.isCancellationRequested };
}

async function* imagesIn(
  folder: vscode.Uri,
  isResult: (file: vscode.Uri) => boolean,
  token: vscode.CancellationToken | undefined,
): AsyncGenerator<vscode.Uri> {
  if (token?.isCancellationRequested) return;
  const entries = await vscode.workspace.fs.readDirectory(folder);
  if (entries.some(([name]) => name === "manifest.json") && (await isLayerSet(folder))) return;
  for (const [name, type] of entries.sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }))) {
    const uri = vscode.Uri.joinPath(folder, name);
    // A link to a folder may lead back up.
    if (type === vscode.FileType.Directory && !passedOver.has(name)) yield* imagesIn(uri, isResult, token);
    else if (type & vscode.FileType.File && isImageName(name) && !isResult(uri)) yield uri;
  }
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}

async function isLayerSet(folder: vscode.Uri): Promise<boolean> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "manifest.json"));
  return new TextDecoder().decode(bytes).includes('"stratify-layers"');
}
