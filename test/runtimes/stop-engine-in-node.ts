import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { threadWorker } from "@stratify/imaging/node";
import { createEngine } from "@stratify/local-engine";

// Run by bundled-engine.test.ts; cancels a split while the net computes, and prints how many threads there were.
// Without a folder, the engine runs from source.
const [, , image = "", folder] = process.argv;
const bundled = (from: string) => ({
  createWorker: () => threadWorker(new Worker(join(from, "pixel-worker.js"))),
  loadAsset: (file: string) => readFile(join(from, file)),
});
const source = await readFile(image);
const engine = createEngine(folder === undefined ? {} : bundled(folder));

/** What Linux counts, threads of the net included. */
async function threads(): Promise<number> {
  return Number(/^Threads:\s+(\d+)$/m.exec(await readFile("/proc/self/status", "utf8"))?.[1]);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const before = await threads();
const controller = new AbortController();
let hasEnded = false;
const splitting = engine.split(source, 2, { signal: controller.signal }).then(
  () => {
    hasEnded = true;
  },
  () => {},
);
// The net's threads are started last, just before it computes.
const computing = before + Math.min(4, availableParallelism());
let during = before;
while (during < computing && !hasEnded) {
  await pause(20);
  during = await threads();
}
await pause(300);
const started = performance.now();
controller.abort();
await splitting;
const milliseconds = performance.now() - started;
let after = await threads();
for (let tries = 0; after > before && tries < 20; tries += 1) {
  await pause(50);
  after = await threads();
}
console.log(JSON.stringify({ before, during, after, milliseconds, hasEnded }));
// The process has to end by itself.
