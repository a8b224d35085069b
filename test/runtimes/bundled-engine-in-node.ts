import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { threadWorker } from "@stratify/imaging/node";
import { createEngine } from "@stratify/local-engine";

// Run by bundled-engine.test.ts, in a process that compiles no text; prints what the bundled worker found.
const [, , folder = "", picture = ""] = process.argv;
const loaded: string[] = [];
const engine = createEngine({
  createWorker: () => threadWorker(new Worker(join(folder, "pixel-worker.js"))),
  loadAsset: (file) => {
    loaded.push(file);
    return readFile(join(folder, file));
  },
});
const { layers, background } = await engine.split(await readFile(picture), 2);
// The process has to end by itself, threads and all.
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
console.log(
  JSON.stringify({
    loaded,
    layers: layers.map(({ layer, mask }) => [hash(layer), hash(mask)]),
    background: hash(background ?? new Uint8Array()),
  }),
);
