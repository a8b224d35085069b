import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPlugin, writePlugin } from "../../../packages/figma-plugin/build.mts";
import { asWeights, engineWeights } from "../../support/engine-weights.ts";
import { openFile } from "../fake/open-file.ts";
import { runPlugin } from "../quickjs/run-plugin.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-figma-test-"));
  await writePlugin(folder, await buildPlugin(true));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (name: string) => readFile(join(folder, name), "utf8");

it("holds what Figma reads and nothing else", async () => {
  expect((await readdir(folder)).sort()).toEqual([
    "THIRD-PARTY.txt",
    "jpeg-decode.wasm.gz.txt",
    "main.js",
    "manifest.json",
    "onnx.wasm.gz.txt",
    "opencv.wasm.gz.txt",
    "pixel-worker.js",
    "png.wasm.gz.txt",
    "u2netp.onnx.gz.txt",
    "ui.html",
    "webp-decode.wasm.gz.txt",
  ]);
});

it("names files that are there", async () => {
  const { main, ui }: { main: string; ui: Record<string, string> } = JSON.parse(await read("manifest.json"));
  const names = [main, ...Object.values(ui)];
  expect([...names, "manifest.json", "THIRD-PARTY.txt"].sort()).toEqual((await readdir(folder)).sort());
  expect(Object.keys(ui)).toContain("html");
});

const unpack = async (name: string) =>
  new Uint8Array(gunzipSync(Buffer.from(await read(`${name}.gz.txt`), "base64")));

it("keeps WebAssembly whole as text", async () => {
  for (const name of ["png", "jpeg-decode", "webp-decode", "opencv", "onnx"]) {
    expect(WebAssembly.validate(await unpack(`${name}.wasm`))).toBe(true);
  }
});

it("holds the engine's weights as they were published, and says whose they are", async () => {
  expect(asWeights("u2netp.onnx", await unpack("u2netp.onnx"))).toEqual(engineWeights);
  const notices = await read("THIRD-PARTY.txt");
  for (const part of [engineWeights.sha256, "Apache License", "Xuebin Qin", "Microsoft Corporation"])
    expect(notices).toContain(part);
});

it("weighs at most 20 MB", async () => {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  const sum = (await Promise.all(sizes)).reduce((all, size) => all + size, 0);
  expect(sum).toBeLessThanOrEqual(20_000_000);
});

it("has main code of at most 40 kB, and a window that loads nothing", async () => {
  expect((await stat(join(folder, "main.js"))).size).toBeLessThanOrEqual(40_000);
  const html = await read("ui.html");
  const page = html.replaceAll(/<script[^>]*>[\s\S]*?<\/script>/g, "<script></script>");
  expect(page).not.toMatch(/\s(src|href)=/);
});

it("runs with Figma's globals alone", async () => {
  const file = openFile();
  const plugin = await runPlugin(await read("main.js"), {
    figma: file.figma,
    uiFiles: { html: "<p>" },
    fetch: () => Promise.reject(new Error("the main code calls nobody")),
  });
  file.user.run("settings");
  expect(file.figma.ui.shown).toMatchObject({ html: "<p>" });
  expect(plugin.lines).toEqual([]);
  plugin.end();
});

it("contains nothing of the machine that built it", async () => {
  const repository = fileURLToPath(new URL("../../..", import.meta.url));
  for (const name of ["main.js", "ui.html", "pixel-worker.js", "manifest.json"])
    expect(await read(name)).not.toContain(repository);
});
