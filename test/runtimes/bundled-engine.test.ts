import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { threadWorker } from "@stratify/imaging/node";
import { createEngine, EngineError } from "@stratify/local-engine";
import { bundleWorker } from "@stratify/local-engine/bundle";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { asWeights, engineWeights } from "../support/engine-weights.ts";

const coffee = fileURLToPath(new URL("../fixtures/photos/coffee.png", import.meta.url));
const program = fileURLToPath(new URL("bundled-engine-in-node.ts", import.meta.url));

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-bundle-"));
  await bundleWorker({ outdir: folder, platform: "node" });
});
afterAll(() => rm(folder, { recursive: true }));

it("writes the script and what it loads, and nothing else", async () => {
  expect((await readdir(folder)).toSorted()).toEqual([
    "THIRD-PARTY.txt",
    "jpeg-decode.wasm",
    "onnx.wasm",
    "opencv.wasm",
    "pixel-worker.js",
    "png.wasm",
    "u2netp.onnx",
    "webp-decode.wasm",
  ]);
  expect(asWeights("u2netp.onnx", await readFile(join(folder, "u2netp.onnx")))).toEqual(engineWeights);
  expect(await readFile(join(folder, "THIRD-PARTY.txt"), "utf8")).toContain(engineWeights.sha256);
});

it.each(["commonjs", "module"])(
  "works as a %s in a Node that compiles no text, and finds what it finds from source",
  async (type) => {
    await writeFile(join(folder, "package.json"), JSON.stringify({ type }));
    const flags = ["--disallow-code-generation-from-strings"];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, folder, coffee]);
    const engine = createEngine();
    const { layers, background } = await engine.split(await readFile(coffee), 2);
    await engine.close();
    const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    expect(JSON.parse(stdout)).toEqual({
      loaded: ["png.wasm", "opencv.wasm", "onnx.wasm", "u2netp.onnx"],
      layers: layers.map(({ layer, mask }) => [hash(layer), hash(mask)]),
      background: hash(background ?? new Uint8Array()),
    });
  },
);

it.each<[string, (model: Buffer) => Promise<Uint8Array>, string]>([
  [
    "is damaged",
    async (model) => model.fill(model.readUInt8(2_000_000) ^ 1, 2_000_000, 2_000_001),
    "is damaged",
  ],
  ["is cut short", async (model) => model.subarray(0, -1), "is damaged"],
  ["is missing", () => Promise.reject(new Error("no such file")), "could not be loaded: no such file"],
])("says that the model %s, and works when it is repaired", async (_, spoiled, words) => {
  let whole = false;
  const engine = createEngine({
    createWorker: () => threadWorker(new Worker(join(folder, "pixel-worker.js"))),
    loadAsset: async (file) => {
      const bytes = await readFile(join(folder, file));
      return file === "u2netp.onnx" && !whole ? spoiled(bytes) : bytes;
    },
  });
  onTestFinished(() => engine.close());
  const image = await readFile(coffee);
  const error = await engine.segment(image, "subject").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EngineError);
  expect(String(error)).toMatch(new RegExp(`u2netp\\.onnx.*${words}`));
  whole = true;
  expect((await engine.segment(image, "subject"))?.mask).toBeDefined();
});

it.each(["bundle", "source"])(
  "ends all its threads at once when the net is cancelled, from a %s",
  async (kind) => {
    const stopping = fileURLToPath(new URL("stop-engine-in-node.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      stopping,
      coffee,
      ...(kind === "bundle" ? [folder] : []),
    ]);
    const { before, during, after, milliseconds, hasEnded } = JSON.parse(stdout);
    expect(hasEnded).toBe(false);
    // The worker's own, and those that the net computes on.
    expect(during - before).toBeGreaterThanOrEqual(Math.min(4, availableParallelism()));
    expect(after).toBe(before);
    expect(milliseconds).toBeLessThan(50);
  },
);
