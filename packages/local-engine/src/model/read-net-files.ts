import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { mostThreads, type NetParts } from "./open-net.ts";
import { weightsPath } from "./weights-path.ts";

const require = createRequire(import.meta.url);

/**
 * Reads the net's files out of the installed packages.
 *
 * @throws {Error} when the weights are not installed
 */
export async function readNetFiles(): Promise<NetParts> {
  const [runtime, model] = await Promise.all([
    readFile(require.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm")),
    readFile(weightsPath()),
  ]);
  // The package has another script for Node, which knows Node's threads.
  const load = () => import("onnxruntime-web");
  return { load, runtime, model, threads: Math.min(mostThreads, availableParallelism()) };
}
