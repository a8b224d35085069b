import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createEngine } from "@stratify/local-engine";
import { bundleWorker } from "@stratify/local-engine/bundle";
import { afterAll, beforeAll, expect, it } from "vitest";
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
