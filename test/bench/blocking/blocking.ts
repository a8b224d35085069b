import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Most milliseconds that a caller's thread may be held up in one stretch. */
const allowed = 50;

const about = {
  cutout: "local provider cuts a subject out, file to files",
  pixels: "engine finds the subject of raw pixels, 48 MB",
  layers: "six results become layers, filled, PSD and manifest",
  dataUri: "core writes an image of 20 MB as a data URI and reads it back",
} as const;

/**
 * Measures the longest stretches in which work on large images keeps its caller's thread from anything else: pixel work
 * on a photograph of 4000 x 3000 pixels, and a data URI of 20 MB.
 *
 * @returns what went past its limit, in words
 */
export async function benchBlocking(print: (line: string) => void): Promise<readonly string[]> {
  const program = fileURLToPath(new URL("blocking-process.ts", import.meta.url));
  const run = promisify(execFile)(process.execPath, ["--expose-gc", program], { timeout: 300_000 });
  const { stdout } = await run;
  const blocked: { readonly [What in keyof typeof about]: number } = JSON.parse(stdout);
  const complaints: string[] = [];
  print("| work | longest stretch | limit |");
  print("| --- | ---: | ---: |");
  for (const what of ["cutout", "pixels", "layers", "dataUri"] as const) {
    const longest = blocked[what];
    print(`| ${about[what]} | ${longest.toFixed(0)} ms | ${allowed} ms |`);
    if (!(longest <= allowed)) {
      complaints.push(`the caller's thread is held up for ${longest.toFixed(0)} ms: ${about[what]}`);
    }
  }
  return complaints;
}
