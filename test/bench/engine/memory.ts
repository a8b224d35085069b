import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Most memory of the whole process by the size of the image: its resident set, the worker and OpenCV in it. */
const limits = [
  { megapixels: 12, most: 2 ** 30 },
  { megapixels: 50, most: 2 ** 31 },
] as const;

/**
 * Runs the engine's `subject` on large images, each in a process of its own.
 *
 * @returns where it needs too much memory, in words
 */
export async function measureMemory(print: (line: string) => void): Promise<readonly string[]> {
  const script = fileURLToPath(new URL("large-process.ts", import.meta.url));
  const faults: string[] = [];
  for (const { megapixels, most } of limits) {
    const { stdout } = await promisify(execFile)(process.execPath, [script, String(megapixels)], {
      timeout: 600_000,
    });
    const words = `${megapixels} megapixels take ${(Number(stdout) / 2 ** 20).toFixed(0)} MB at most in the whole process`;
    print(words);
    if (Number(stdout) > most) faults.push(words);
  }
  print("");
  return faults;
}
