import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Bundles a page that uses the local engine and the engine's worker, as a host would.
 *
 * @param folder where the scripts are written to
 */
export async function bundleEngine(folder: string): Promise<void> {
  const page = fileURLToPath(new URL("engine-in-page.ts", import.meta.url));
  await build({
    entryPoints: { "engine-in-page": page, "engine-worker": "@stratify/local-engine/worker" },
    absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
    outdir: folder,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    // OpenCV asks for these only where it finds itself in Node.
    external: ["fs", "path"],
  });
}
