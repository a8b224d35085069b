import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ResultStore } from "@stratify/core";

/** A result store in a folder: a result is there whole, or not at all. */
export function diskResults(folder: string): ResultStore {
  return {
    async put(key, bytes) {
      const path = join(folder, key);
      await writeFile(`${path}.part`, bytes, { flush: true });
      await rename(`${path}.part`, path);
    },
    get: (key) => readFile(join(folder, key)).catch(() => undefined),
  };
}
