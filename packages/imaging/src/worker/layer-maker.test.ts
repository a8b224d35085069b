import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readProfile } from "../codec/color-profile.ts";
import { decodeImage } from "../codec/decode-image.ts";
import { encodeMaskPng, encodePng } from "../codec/encode-png.ts";
import { type ExportedFile, exportLayerSet } from "../export/export-layer-set.ts";
import { buildLayerSet } from "../layer-set.ts";
import { loadWasm, threadWorker, useNodeCodecs } from "../node.ts";
import { applyMask } from "../pixels/masks.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { createLayerMaker } from "./layer-maker.ts";
import type { LayerWork } from "./layer-work.ts";

const indexUrl = JSON.stringify(new URL("../index.ts", import.meta.url).href);
/** A script that makes layers and has no engine; its files are its host's to load. */
const script = `
  const { parentPort } = require("node:worker_threads");
  const ready = import(${indexUrl}).then((imaging) => {
    const host = new imaging.HostLine((message, transfer) => parentPort.postMessage(message, transfer));
    imaging.setCodecs((file) => host.asset(file + ".wasm"));
    return imaging.serveCalls(host, imaging.layerHandlers());
  });
  parentPort.on("message", (message) => ready.then((hear) => hear(message)));`;

const load = (file: string) => loadWasm(file === "png.wasm" ? "png" : "webp-decode");
let started = 0;
const maker = createLayerMaker({ createWorker: () => scriptWorker(), loadAsset: load });
beforeAll(() => useNodeCodecs());
afterAll(() => maker.close());

function scriptWorker() {
  started += 1;
  return threadWorker(new Worker(script, { eval: true }));
}

const [width, height] = [180, 120];
const source: Pixels = {
  width,
  height,
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 13) % 251,
  ),
};

function disc(x: number, y: number, radius: number): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const distance = Math.hypot((at % width) - x, Math.floor(at / width) - y);
    return Math.max(0, Math.min(255, Math.round(255 * (0.5 + (radius - distance) / 3))));
  });
  return { width, height, data };
}

async function work(): Promise<LayerWork> {
  const cup = disc(60, 60, 30);
  const page = new TextEncoder().encode("<html>");
  return {
    source: await encodePng(source),
    results: [
      {
        name: "cup",
        role: "layer",
        keyword: "cup",
        job: "1",
        bytes: await encodePng(applyMask(source, cup)),
      },
      { name: "cup mask", role: "mask", job: "1", bytes: await encodeMaskPng(cup) },
      {
        name: "sun",
        role: "layer",
        job: "2",
        bytes: await encodePng(applyMask(source, disc(140, 30, 20))),
      },
      { name: "scene", role: "composite", job: "3", bytes: await encodePng(source) },
      // One answer that is no picture, given twice.
      { name: "page", role: "layer", job: "4", bytes: page },
      { name: "page again", role: "layer", job: "5", bytes: page },
    ],
    about: {
      source: { name: "photo.png" },
      provider: { id: "acme", name: "Acme" },
      task: { kind: "split", keywords: ["cup", "sun"] },
      jobs: [{ id: "1" }, { id: "2" }],
    },
    export: { recomposed: true },
  };
}

describe("what a layer maker makes", () => {
  it("gives the same files as the functions called directly, and leaves what it was given whole", async () => {
    const given = await work();
    const before = structuredClone(given);
    const files: ExportedFile[] = [];
    const manifest = await maker.make(given, { onFile: (file) => void files.push(file) });
    expect(given).toEqual(before);

    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", given.source.slice()));
    const about = {
      ...given.about,
      source: { ...given.about.source, sha256: Buffer.from(digest).toString("hex") },
    };
    const set = await buildLayerSet(await decodeImage(given.source), given.results);
    const profile = await readProfile(given.source);
    const direct: ExportedFile[] = [];
    for await (const file of exportLayerSet(set, about, { recomposed: true, profile })) direct.push(file);
    expect(files.map(({ path }) => path)).toEqual(direct.map(({ path }) => path));
    for (const [at, { path, bytes }] of direct.entries()) {
      expect(Buffer.compare(files[at]?.bytes ?? new Uint8Array(), bytes), path).toBe(0);
    }
    expect(files.at(-1)?.path).toBe("manifest.json");
    expect(manifest).toEqual(JSON.parse(new TextDecoder().decode(files.at(-1)?.bytes)));
  });

  it("keeps a hash that is known already, and makes none that nobody wants", async () => {
    const given = await work();
    const about = { ...given.about, source: { name: "photo.png", sha256: "0".repeat(64) } };
    const manifest = await maker.make({ ...given, about }, { onFile() {} });
    expect(manifest.source.sha256).toBe("0".repeat(64));
    const unhashed = await maker.make({ ...given, hashSource: false }, { onFile() {} });
    expect(unhashed.source).not.toHaveProperty("sha256");
  });

  it("tells how far it is", async () => {
    const steps: string[] = [];
    const onProgress = ({ step, done, total }: { step: string; done: number; total: number }) => {
      steps.push(`${step} ${done}/${total}`);
    };
    await maker.make(await work(), { onProgress, onFile() {} });
    expect(steps).toContain("composing 2/2");
    expect(steps.at(-1)).toBe("checking 1/1");
  });

  it("makes the next file only when the one before was taken", async () => {
    let [writing, most, count] = [0, 0, 0];
    await maker.make(await work(), {
      async onFile() {
        writing += 1;
        most = Math.max(most, writing);
        await new Promise((resolve) => setTimeout(resolve, 5));
        writing -= 1;
        count += 1;
      },
    });
    expect([most, writing]).toEqual([1, 0]);
    expect(count).toBeGreaterThan(8);
  });
});

describe("what a layer maker refuses", () => {
  it("says what is wrong with a source, by its code, and keeps its worker", async () => {
    const given = await work();
    await maker.make(given, { onFile() {} });
    const before = started;
    const cut = maker.make({ ...given, source: given.source.subarray(0, 200) }, { onFile() {} });
    await expect(cut).rejects.toMatchObject({
      name: "ImagingError",
      code: "truncated",
      message: "the picture's file is cut short",
    });
    const other = maker.make({ ...given, source: new TextEncoder().encode("hello") }, { onFile() {} });
    await expect(other).rejects.toMatchObject({ name: "ImagingError", code: "not-an-image" });
    await maker.make(given, { onFile() {} });
    expect(started).toBe(before);
  });

  it("says that filling needs the engine's script", async () => {
    const making = maker.make({ ...(await work()), fillRemainder: true }, { onFile() {} });
    await expect(making).rejects.toMatchObject({ code: "unsupported", message: /local engine/ });
  });

  it("ends with what its caller throws, and makes the next set", async () => {
    const full = new Error("the disk is full");
    const failing = maker.make(await work(), { onFile: () => Promise.reject(full) });
    await expect(failing).rejects.toBe(full);
    await maker.make(await work(), { onFile() {} });
  });

  it("says which file it could not load, and tries again", async () => {
    const answers = [() => Promise.reject(new Error("404")), load];
    const unlucky = createLayerMaker({
      createWorker: scriptWorker,
      loadAsset: (file) => (answers.shift() ?? load)(file),
    });
    await expect(unlucky.make(await work(), { onFile() {} })).rejects.toMatchObject({
      code: "worker-failed",
      message: "png.wasm could not be loaded: 404",
    });
    await unlucky.make(await work(), { onFile() {} });
    await unlucky.close();
    const without = createLayerMaker({ createWorker: scriptWorker });
    await expect(without.make(await work(), { onFile() {} })).rejects.toThrow("hand in loadAsset");
    await without.close();
  });
});

describe("how a layer maker stops", () => {
  const steps = [
    "start",
    "reading",
    "composing",
    "checking",
    "first file",
    "while a file is taken",
    "manifest",
  ];

  it.each(steps)("stops at once: %s; and then makes the same set", async (when) => {
    const controller = new AbortController();
    const reason = new Error(`stopped: ${when}`);
    const stop = (now: string) => {
      if (now === when) controller.abort(reason);
    };
    const paths: string[] = [];
    const making = maker.make(await work(), {
      signal: controller.signal,
      onProgress: ({ step }) => stop(step),
      async onFile({ path }) {
        expect(controller.signal.aborted).toBe(false);
        paths.push(path);
        stop(path === "manifest.json" ? "manifest" : "first file");
        if (when !== "while a file is taken") return;
        setTimeout(() => stop("while a file is taken"), 5);
        await new Promise(() => {});
      },
    });
    stop("start");
    await expect(making).rejects.toBe(reason);
    expect(paths.length).toBeLessThan(when === "manifest" ? 20 : 2);
    const manifest = await maker.make(await work(), { onFile() {} });
    expect(manifest.layers.map(({ name }) => name)).toEqual(["remainder", "cup", "sun"]);
  });

  it("starts nothing when it is stopped before", async () => {
    const before = started;
    const reason = new Error("no");
    const lazy = createLayerMaker({ createWorker: scriptWorker, loadAsset: load });
    const making = lazy.make(await work(), { signal: AbortSignal.abort(reason), onFile() {} });
    await expect(making).rejects.toBe(reason);
    expect(started).toBe(before);
  });

  it("rejects what is under way when it is closed", async () => {
    const closing = createLayerMaker({ createWorker: scriptWorker, loadAsset: load });
    const making = closing.make(await work(), { onFile: () => closing.close() });
    await expect(making).rejects.toMatchObject({
      code: "worker-failed",
      message: "the layer maker was closed",
    });
  });
});
