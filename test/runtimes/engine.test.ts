import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createLayerMaker, decodeImage } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { createEngine, nodeWorker } from "@stratify/local-engine";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { bundleEngine } from "./bundle-engine.ts";
import { launchChromium } from "./chromium.ts";
import type { PageInput } from "./engine-in-page.ts";

const coffee = new URL("../fixtures/photos/coffee.png", import.meta.url);

let browser: Browser;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stratify-engine-"));
  [browser] = await Promise.all([launchChromium(), bundleEngine(folder)]);
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** Has the layers made as in a plugin: in a frame of no origin, under that policy, which loads nothing at all. */
async function layersInFrame(scripts: string) {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const policy = `default-src 'none'; script-src ${scripts}; worker-src blob:`;
  await page.route("https://host.test/**", (route) => {
    const inner = route.request().url().endsWith("/plugin");
    const body = inner ? "<p>plugin</p>" : '<iframe sandbox="allow-scripts" src="/plugin"></iframe>';
    const headers = inner ? { "content-security-policy": policy } : {};
    return route.fulfill({ contentType: "text/html", headers, body: `<!doctype html>${body}` });
  });
  await page.addInitScript({ path: join(folder, "engine-in-page.js") });
  await page.goto("https://host.test/");
  const frame = page.frames().find((each) => each.url().endsWith("/plugin"));
  if (!frame) throw new Error("the page has no frame");
  return frame.evaluate((input) => globalThis.makeLayers(input), await pageInput());
}

async function pageInput(): Promise<PageInput> {
  const base64 = async (file: string | URL) => (await readFile(file)).toString("base64");
  const names = (await readdir(folder)).filter((name) => /\.(wasm|onnx)$/.test(name));
  const assets = await Promise.all(
    names.map(async (name) => [name, await base64(join(folder, name))] as const),
  );
  return {
    script: await readFile(join(folder, "pixel-worker.js"), "utf8"),
    assets: Object.fromEntries(assets),
    picture: await base64(coffee),
  };
}

/** Has an image split in a page of its own origin, which may load nothing. */
async function splitInPage(more: Readonly<Record<string, string>>) {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const policy = "default-src 'none'; script-src blob: 'wasm-unsafe-eval'; worker-src blob:";
  const headers = { "content-security-policy": policy, ...more };
  await page.route("https://host.test/**", (route) =>
    route.fulfill({ contentType: "text/html", headers, body: "<!doctype html><p>host</p>" }),
  );
  await page.addInitScript({ path: join(folder, "engine-in-page.js") });
  await page.goto("https://host.test/");
  return page.evaluate((input) => globalThis.splitImage(input), await pageInput());
}

/** Of two PNG masks, the mean difference of their pixels, from 0 to 255. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = [await decodeImage(one), await decodeImage(other)];
  let sum = 0;
  for (const [at, value] of a.data.entries()) sum += Math.abs(value - (b.data[at] ?? 0));
  return sum / a.data.length;
}

/** The same in Node, from source. */
async function layersInNode() {
  const engine = createEngine();
  const maker = createLayerMaker({ createWorker: nodeWorker });
  const source = await readFile(coffee);
  const found = await engine.segment(source, "subject");
  const files: (readonly [string, string])[] = [];
  const manifest = await maker.make(
    {
      source,
      results: [
        { name: "subject", role: "cutout", bytes: found?.layer ?? new Uint8Array(), job: "1" },
        { name: "subject mask", role: "mask", bytes: found?.mask ?? new Uint8Array(), job: "1" },
      ],
      about: {
        source: { name: "coffee.png" },
        provider: { id: "local", name: "Local engine" },
        task: { kind: "cutout" },
        jobs: [{ id: "1" }],
      },
    },
    { onFile: ({ path, bytes }) => void files.push([path, Buffer.from(bytes).toString("base64")]) },
  );
  const { layers } = await engine.split(source, 2);
  await Promise.all([engine.close(), maker.close()]);
  return { files, manifest, masks: layers.map(({ mask }) => mask) };
}

it("makes the same layers in a plugin's frame as in Node, byte for byte, under a policy without unsafe-eval", async () => {
  const [made, expected] = [await layersInFrame("blob: 'wasm-unsafe-eval'"), await layersInNode()];
  expect({ origin: made.origin, evalIsStopped: made.evalIsStopped }).toEqual({
    origin: "null",
    evalIsStopped: true,
  });
  expect(made.manifest).toEqual(expected.manifest);
  expect(made.files.map(([path]) => path).at(-1)).toBe("manifest.json");
  for (const [at, [path, bytes]] of expected.files.entries()) {
    expect(made.files[at]?.[0]).toBe(path);
    expect(made.files[at]?.[1] === bytes, path).toBe(true);
  }
  expect(made.masks.length).toBe(expected.masks.length);
  useNodeCodecs();
  for (const [at, mask] of expected.masks.entries())
    expect(await difference(Buffer.from(made.masks[at] ?? "", "base64"), mask)).toBeLessThan(0.1);
  const loaded = ["png.wasm", "opencv.wasm", "onnx.wasm", "u2netp.onnx"].map((file) => `engine: ${file}`);
  expect(made.loaded).toEqual([...loaded, "maker: png.wasm"]);
});

it.each([
  ["one thread", {}, false],
  [
    "threads where a page is isolated",
    { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
    true,
  ],
] as const)("the net works in a page as in Node, on %s", async (_, headers, isolated) => {
  const found = await splitInPage(headers);
  const threads = isolated ? Math.min(4, availableParallelism()) - 1 : 0;
  expect(found).toMatchObject({ isolated, evalIsStopped: true, threads });
  const engine = createEngine();
  const { layers } = await engine.split(await readFile(coffee), 2);
  await engine.close();
  expect(found.masks.length).toBe(layers.length);
  useNodeCodecs();
  for (const [at, { mask }] of layers.entries()) {
    // The number of threads changes the last digits of what the net computes.
    expect(await difference(Buffer.from(found.masks[at] ?? "", "base64"), mask)).toBeLessThan(0.1);
  }
});

it("says so when a policy forbids WebAssembly", async () => {
  await expect(layersInFrame("blob:")).rejects.toThrow(
    /EngineError: the local engine failed: .*Content Security/,
  );
});
