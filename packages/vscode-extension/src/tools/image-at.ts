import * as vscode from "vscode";
import { isImageName } from "../targets/image-name.ts";

const isAbsolute = (path: string) => /^([\\/]|[a-z]:[\\/])/i.test(path);

/**
 * Finds the image that an agent named by a path: absolute, or relative to a workspace folder. Agents may touch what is
 * in the workspace and nothing else.
 *
 * @throws {Error} that tells the agent what to change
 */
export async function imageAt(path: string): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    throw new Error("No folder is open. Ask the user to open the folder that holds the images.");
  if (!isImageName(path)) throw new Error(`"${path}" is not a PNG, JPEG or WebP file.`);

  const inside = folders.flatMap((folder) => placesIn(folder, path));
  if (inside.length === 0) {
    const roots = folders.map(({ uri }) => uri.path).join(", ");
    throw new Error(`"${path}" is outside the workspace. Name files below ${roots}.`);
  }
  for (const uri of inside) if (await isFile(uri)) return uri;
  throw new Error(`There is no file "${path}" in the workspace. Look up the path and try again.`);
}

/** Where a path may lead in a folder: several folders are told apart by their names before the path. */
function placesIn({ uri: root, name }: vscode.WorkspaceFolder, path: string): readonly vscode.Uri[] {
  const slashes = path.replaceAll("\\", "/");
  const relative = [slashes, ...(slashes.startsWith(`${name}/`) ? [slashes.slice(name.length + 1)] : [])];
  const places = isAbsolute(path)
    ? [vscode.Uri.joinPath(absolute(root, path, slashes), ".")]
    : relative.map((one) => vscode.Uri.joinPath(root, one));
  const below = root.path.endsWith("/") ? root.path : `${root.path}/`;
  return places.filter((place) => place.path.startsWith(below));
}

/** An absolute path on the file system that a folder is on; one with a drive gets the slash that addresses need. */
function absolute(root: vscode.Uri, path: string, slashes: string): vscode.Uri {
  if (root.scheme === "file") return vscode.Uri.file(path);
  return root.with({ path: slashes.startsWith("/") ? slashes : `/${slashes}` });
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
