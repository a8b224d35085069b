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
const found = await engine.segment(await readFile(picture), "subject");
await engine.close();
const hash = (bytes: Uint8Array = new Uint8Array()) => createHash("sha256").update(bytes).digest("hex");
console.log(JSON.stringify({ loaded, layer: hash(found?.layer), mask: hash(found?.mask) }));
