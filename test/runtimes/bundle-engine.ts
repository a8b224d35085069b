import { fileURLToPath } from "node:url";
import { bundleWorker } from "@stratify/local-engine/bundle";
import { build } from "esbuild";

/**
 * Bundles a page that uses the local engine and layers, and the worker that does the work, as a host would.
 *
 * @param folder where the scripts and what they load are written to
 */
export async function bundleEngine(folder: string): Promise<void> {
  await bundleWorker({ outdir: folder, platform: "browser" });
  await build({
    entryPoints: [fileURLToPath(new URL("engine-in-page.ts", import.meta.url))],
    outdir: folder,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
  });
}
