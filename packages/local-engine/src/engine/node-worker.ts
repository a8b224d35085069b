import { Worker } from "node:worker_threads";
import type { PixelWorker } from "@stratify/imaging";
import { threadWorker } from "@stratify/imaging/node";

/**
 * Starts the worker script of this package in a thread of Node, which reads codecs and OpenCV out of the installed
 * packages. For programs that are not bundled; others have `threadWorker` and what `bundleWorker` wrote.
 *
 * @example
 * createLayerMaker({ createWorker: nodeWorker });
 */
export function nodeWorker(): PixelWorker {
  // Run from source, the entry is TypeScript; built, it is JavaScript. Flags of the process, such as `-e`, are not its.
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  return threadWorker(
    new Worker(new URL(`../worker/node-entry${ending}`, import.meta.url), { execArgv: [] }),
  );
}
