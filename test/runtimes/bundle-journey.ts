import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Bundles the journey once, as for a browser: a Node module anywhere in core would fail the build. The three small
 * entries that start it in a process, a page and a worker all load the same `journey.mjs`.
 *
 * @param folder where the modules are written to
 */
export async function bundleJourney(folder: string): Promise<void> {
  const entries = ["journey", "in-node", "in-page", "in-worker"];
  await build({
    entryPoints: entries.map((name) => fileURLToPath(new URL(`${name}.ts`, import.meta.url))),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
}
