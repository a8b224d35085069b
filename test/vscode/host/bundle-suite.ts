import { join } from "node:path";
import { build } from "esbuild";

/**
 * Bundles the suite with its test runner to one script for both extension hosts.
 *
 * @param extension folder of the extension under test: VS Code runs the suite in the host of what it lies in
 * @returns the script's path
 */
export async function bundleSuite(extension: string): Promise<string> {
  const outfile = join(extension, "suite.cjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../suite/main.ts")],
    outfile,
    bundle: true,
    platform: "browser",
    format: "cjs",
    target: "es2023",
    external: ["vscode"],
    loader: { ".png": "binary" },
    // Mocha's build for browsers reads the page's address, which the Node host does not have.
    banner: { js: "globalThis.location ??= { search: '' };" },
  });
  return outfile;
}
