import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What a process needed for twelve megapixels. */
export interface LargeUse {
  /** The most memory it held at any time, in bytes: its resident set, the worker and OpenCV in it. */
  readonly peak: number;
  /** The longest that its main thread was held up while the engine worked, in milliseconds. */
  readonly blocked: number;
}

/** Runs the engine on a photograph of 4000 x 3000 pixels in a process of its own. */
export async function measureLarge(): Promise<LargeUse> {
  const script = fileURLToPath(new URL("large-process.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 300_000 });
  const [peak = Number.NaN, blocked = Number.NaN] = stdout.trim().split(" ").map(Number);
  return { peak, blocked };
}
