import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { bundleWorker, noticesFile } from "@stratify/local-engine/bundle";
import { bundleMain } from "./bundle-main.mts";
import { bundleUi } from "./bundle-ui.mts";
import { figmaManifest } from "./manifest.ts";

/** Where the plugin is, for Figma's "Import plugin from manifest". */
export const pluginFolder = fileURLToPath(new URL("dist-plugin", import.meta.url));

const packed = promisify(gzip);

/** What the plugin is made of. */
export interface BuiltPlugin {
  readonly main: string;
  /** What the main code has as `__uiFiles__`: the window under `html`, beside what that asks for by name. */
  readonly uiFiles: Readonly<Record<string, string>>;
  /** The licences of what others have made, for whoever reads the folder. */
  readonly notices: string;
}

/** Builds everything in memory. */
export async function buildPlugin(production: boolean): Promise<BuiltPlugin> {
  const [main, html, { uiFiles, notices }] = await Promise.all([
    bundleMain(production),
    bundleUi(production),
    bundleAssets(),
  ]);
  return { main, uiFiles: { html, ...uiFiles }, notices };
}

/**
 * Writes a folder that Figma takes as it is.
 *
 * @param relay origin of the relay that this copy of the plugin may call
 * @returns the names of its files
 */
export async function writePlugin(
  folder: string,
  { main, uiFiles, notices }: BuiltPlugin,
  relay?: string,
): Promise<readonly string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const fileOf = (name: string) => (name === "html" ? "ui.html" : isText(name) ? name : `${name}.gz.txt`);
  const ui = Object.fromEntries(Object.keys(uiFiles).map((name) => [name, fileOf(name)]));
  const manifest = `${JSON.stringify(figmaManifest(ui, relay), null, 2)}\n`;
  const files = Object.entries(uiFiles).map(([name, text]) => [fileOf(name), text] as const);
  const all = [["manifest.json", manifest], ["main.js", main], [noticesFile, notices], ...files] as const;
  for (const [name, text] of all) await writeFile(join(folder, name), text);
  return all.map(([name]) => name);
}

/** The worker's script, and its other files packed: Figma hands files to a plugin as texts only, and keeps them all. */
async function bundleAssets(): Promise<Pick<BuiltPlugin, "uiFiles" | "notices">> {
  const outdir = await mkdtemp(join(tmpdir(), "stratify-figma-"));
  try {
    await bundleWorker({ outdir, platform: "browser" });
    const names = (await readdir(outdir)).filter((name) => name !== noticesFile).sort();
    const texts = names.map(async (name) => {
      const bytes = await readFile(join(outdir, name));
      return [name, isText(name) ? bytes.toString() : (await packed(bytes)).toString("base64")] as const;
    });
    const uiFiles = Object.fromEntries(await Promise.all(texts));
    return { uiFiles, notices: await readFile(join(outdir, noticesFile), "utf8") };
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

function isText(name: string): boolean {
  return name.endsWith(".js");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const production = process.argv.includes("--production");
  await writePlugin(pluginFolder, await buildPlugin(production), process.env.STRATIFY_RELAY);
}
