import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { buildPlugin, pluginFolder, writePlugin } from "./build.mts";

/** The packed plugin: unpack it, then choose "Import plugin from manifest" in Figma. */
const archive = fileURLToPath(new URL("dist-zip/stratify-figma.zip", import.meta.url));

const names = await writePlugin(pluginFolder, await buildPlugin(true), process.env.STRATIFY_RELAY);
const files = await Promise.all(
  names.map(async (name) => [name, new Uint8Array(await readFile(join(pluginFolder, name)))] as const),
);
await mkdir(fileURLToPath(new URL("dist-zip", import.meta.url)), { recursive: true });
await writeFile(archive, zipSync(Object.fromEntries(files), { level: 9 }));
