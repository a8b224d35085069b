import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Most that the main code may weigh: Figma reads it each time the plugin starts. */
const mostBytes = 40_000;

/**
 * The main code as Figma takes it: one classic script that loads nothing.
 *
 * @param production without it the code stays readable
 * @throws {Error} when it is heavier than promised
 */
export async function bundleMain(production: boolean): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("src/main/entry.ts", import.meta.url))],
    write: false,
    bundle: true,
    format: "iife",
    platform: "neutral",
    target: "es2020",
    minify: production,
    legalComments: "none",
    logLevel: "warning",
  });
  const code = outputFiles[0]?.text ?? "";
  const weight = Buffer.byteLength(code);
  if (production && weight > mostBytes)
    throw new Error(`The main code weighs ${weight} bytes, of ${mostBytes} at most.`);
  return code;
}
