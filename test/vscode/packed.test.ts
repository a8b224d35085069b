import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { asWeights, engineWeights } from "../support/engine-weights.ts";

const vsix = join(import.meta.dirname, "../../packages/vscode-extension/dist-vsix/stratify.vsix");

/** Everything that a user gets. */
const files = [
  "LICENSE.txt",
  "changelog.md",
  "dist/THIRD-PARTY.txt",
  "dist/jpeg-decode.wasm",
  "dist/node/app.js",
  "dist/node/extension.js",
  "dist/node/pixel-worker.js",
  "dist/node/preview.js",
  "dist/node/tools.js",
  "dist/node/work.js",
  "dist/onnx.wasm",
  "dist/opencv.wasm",
  "dist/png.wasm",
  "dist/preview/main.css",
  "dist/preview/main.js",
  "dist/u2netp.onnx",
  "dist/web/app.js",
  "dist/web/extension.js",
  "dist/web/pixel-worker.js",
  "dist/web/preview.js",
  "dist/web/tools.js",
  "dist/web/work.js",
  "dist/webp-decode.wasm",
  "l10n/bundle.l10n.de.json",
  "l10n/bundle.l10n.json",
  "media/icon.png",
  "media/walkthrough/cut-out.svg",
  "media/walkthrough/key.svg",
  "media/walkthrough/preview.svg",
  "media/walkthrough/split.svg",
  "package.json",
  "package.nls.de.json",
  "package.nls.json",
  "readme.md",
];

test("the packed extension holds what it needs, and nothing else", async () => {
  const folder = inject("extension");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile() && entry.name !== ".vsixmanifest")
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  expect(found.sort()).toEqual(files);
});

test("the packed extension is at most 14 MB, with the engine inside", async () => {
  expect((await stat(vsix)).size).toBeLessThanOrEqual(14_000_000);
});

test("holds the engine's weights as they were published, and says whose they are", async () => {
  const read = (name: string) => readFile(join(inject("extension"), "dist", name));
  expect(asWeights("u2netp.onnx", await read("u2netp.onnx"))).toEqual(engineWeights);
  const notices = (await read("THIRD-PARTY.txt")).toString();
  for (const part of [engineWeights.sha256, "Apache License", "Xuebin Qin", "Microsoft Corporation"])
    expect(notices).toContain(part);
});

test.each(["node", "web"])("asks for VS Code's API once a bundle, not once a file: %s", async (host) => {
  for (const name of ["extension.js", "app.js", "preview.js", "tools.js"]) {
    const code = await readFile(join(inject("extension"), "dist", host, name), "utf8");
    expect([name, code.split('require("vscode")').length - 1]).toEqual([name, 1]);
  }
});

test.each(["node", "web"])("what every window loads at its start is tiny: %s", async (host) => {
  const { size } = await stat(join(inject("extension"), "dist", host, "extension.js"));
  expect(size).toBeLessThanOrEqual(6_000);
});

test.each(["node", "web"])(
  "what a first command loads, before there is work to do, is at most 53 kB: %s",
  async (host) => {
    const { size } = await stat(join(inject("extension"), "dist", host, "app.js"));
    expect(size).toBeLessThanOrEqual(53_000);
  },
);
