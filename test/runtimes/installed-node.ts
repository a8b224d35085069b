import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Where the executable of a Node is that npm has installed.
 *
 * @param name the package `node`, by the name it is installed under
 */
export function installedNode(name: "node-22"): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  // Its file name differs between platforms; the package's own installation writes down which it is.
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(dirname(manifest), bin.node);
}
