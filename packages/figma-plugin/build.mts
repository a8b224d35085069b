import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorker } from "@stratify/local-engine/bundle";
import { bundleMain } from "./bundle-main.mts";
import { bundleUi } from "./bundle-ui.mts";
import { figmaManifest } from "./manifest.ts";

/** Where the plugin is, for Figma's "Import plugin from manifest". */
export const pluginFolder = fileURLToPath(new URL("dist-plugin", import.meta.url));

/** What the plugin is made of. */
export interface BuiltPlugin {
  readonly main: string;
  /** What the main code has as `__uiFiles__`: the window under `html`, beside what that asks for by name. */
  readonly uiFiles: Readonly<Record<string, string>>;
}

/** Builds everything in memory. */
export async function buildPlugin(production: boolean): Promise<BuiltPlugin> {
  const [main, html, assets] = await Promise.all([
    bundleMain(production),
    bundleUi(production),
    bundleAssets(),
  ]);
  return { main, uiFiles: { html, ...assets } };
}

/**
 * Writes a folder that Figma takes as it is.
 *
 * @param relay origin of the relay that this copy of the plugin may call
 * @returns the names of its files
 */
export async function writePlugin(
  folder: string,
  { main, uiFiles }: BuiltPlugin,
  relay?: string,
): Promise<readonly string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const fileOf = (name: string) =>
    name === "html" ? "ui.html" : name.endsWith(".wasm") ? `${name}.txt` : name;
  const ui = Object.fromEntries(Object.keys(uiFiles).map((name) => [name, fileOf(name)]));
  const manifest = `${JSON.stringify(figmaManifest(ui, relay), null, 2)}\n`;
  const files = Object.entries(uiFiles).map(([name, text]) => [fileOf(name), text] as const);
  const all = [["manifest.json", manifest], ["main.js", main], ...files] as const;
  for (const [name, text] of all) await writeFile(join(folder, name), text);
  return all.map(([name]) => name);
}

/** The worker's script, and WebAssembly as base64: Figma hands files to a plugin as texts only. */
async function bundleAssets(): Promise<Record<string, string>> {
  const outdir = await mkdtemp(join(tmpdir(), "stratify-figma-"));
  try {
    await bundleWorker({ outdir, platform: "browser" });
    const names = (await readdir(outdir)).sort();
    const texts = names.map(async (name) => {
      const bytes = await readFile(join(outdir, name));
      return [name, bytes.toString(name.endsWith(".wasm") ? "base64" : "utf8")] as const;
    });
    return Object.fromEntries(await Promise.all(texts));
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const production = process.argv.includes("--production");
  await writePlugin(pluginFolder, await buildPlugin(production), process.env.STRATIFY_RELAY);
}
