import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const folder = join(import.meta.dirname, "../../../packages/vscode-extension");

/** Builds and packs the extension as it is published. @returns path of the .vsix */
export async function packExtension(): Promise<string> {
  await promisify(execFile)(process.execPath, [join(folder, "package.mts")]);
  return join(folder, "dist-vsix/stratify.vsix");
}
