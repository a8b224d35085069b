import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whether a disk of its own can be had for a test: on Linux, as root, where mounting is not forbidden. */
export async function mountSmallDisk(folder: string, bytes: number): Promise<boolean> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  await mkdir(folder);
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder]);
    return true;
  } catch {
    return false;
  }
}

/** Forbids all writing to a disk that {@link mountSmallDisk} made. */
export async function makeReadOnly(folder: string): Promise<void> {
  await run("mount", ["-o", "remount,ro", folder]);
}

export async function unmount(folder: string): Promise<void> {
  await run("umount", ["--lazy", folder]);
}
