import { assert } from "chai";
import * as vscode from "vscode";
import photo from "../../fixtures/photos/cat.png";

/** The folder that is open, whatever file system it is on. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.isDefined(folder, "a folder must be open");
  return folder?.uri ?? vscode.Uri.parse("untitled:");
}

/** Makes an empty folder in the workspace. */
export async function makeFolder(name: string): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.createDirectory(folder);
  return folder;
}

/** Puts a photograph, or what is given, into a folder. */
export async function putFile(
  folder: vscode.Uri,
  name: string,
  bytes: Uint8Array = photo,
): Promise<vscode.Uri> {
  const file = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(file, bytes);
  return file;
}

/** Names of the files in a folder, in order. */
export async function namesIn(folder: vscode.Uri): Promise<string[]> {
  return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
}
