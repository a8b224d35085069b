import { execFile } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installCodeServer } from "./code-server.ts";

/**
 * Installs a packed extension as VS Code does.
 *
 * @returns the folder that it was unpacked to, in a temporary folder that the caller removes
 */
export async function installVsix(vsix: string): Promise<{ folder: string; extension: string }> {
  const { node, entry } = await installCodeServer();
  const folder = await mkdtemp(join(tmpdir(), "stratify-vsix-"));
  const into = [
    "--user-data-dir",
    folder,
    "--extensions-dir",
    folder,
    "--config",
    join(folder, "config.yaml"),
  ];
  await promisify(execFile)(node, [entry, ...into, "--install-extension", vsix]);
  const [name] = (await readdir(folder)).filter((each) => each.startsWith("stratify."));
  if (!name) throw new Error(`VS Code did not install ${vsix}.`);
  return { folder, extension: join(folder, name) };
}
