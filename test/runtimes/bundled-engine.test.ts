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

const coffee = fileURLToPath(new URL("../fixtures/photos/coffee.png", import.meta.url));
const program = fileURLToPath(new URL("bundled-engine-in-node.ts", import.meta.url));

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-bundle-"));
  await bundleWorker({ outdir: folder, platform: "node" });
});
afterAll(() => rm(folder, { recursive: true }));

it("writes the script and what it loads, and nothing else", async () => {
  const files = ["jpeg-decode.wasm", "opencv.wasm", "pixel-worker.js", "png.wasm", "webp-decode.wasm"];
  expect((await readdir(folder)).toSorted()).toEqual(files);
});

it.each(["commonjs", "module"])(
  "works as a %s in a Node that compiles no text, and finds what it finds from source",
  async (type) => {
    await writeFile(join(folder, "package.json"), JSON.stringify({ type }));
    const flags = ["--disallow-code-generation-from-strings"];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, folder, coffee]);
    const engine = createEngine();
    const found = await engine.segment(await readFile(coffee), "subject");
    await engine.close();
    const hash = (bytes: Uint8Array = new Uint8Array()) => createHash("sha256").update(bytes).digest("hex");
    expect(JSON.parse(stdout)).toEqual({
      loaded: ["png", "opencv"],
      layer: hash(found?.layer),
      mask: hash(found?.mask),
    });
  },
);
