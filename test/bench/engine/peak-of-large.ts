import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * Runs the engine on a photograph of 4000 x 3000 pixels in a process of its own.
 *
 * @returns the most memory that the process held at any time, in bytes: its resident set, the worker and OpenCV in it
 */
export async function peakOfLarge(): Promise<number> {
  const script = fileURLToPath(new URL("large-process.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 300_000 });
  return Number(stdout);
}
