import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWasm, threadWorker, useNodeCodecs } from "../node.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { createLayerMaker } from "../worker/layer-maker.ts";
import { decodeImage } from "./decode-image.ts";
import { encodePng } from "./encode-png.ts";
import { readPictureInfo } from "./picture.ts";
import { pngChunk } from "./png-chunk.ts";
import { uprightImage } from "./upright-image.ts";

const script = `
  const { parentPort } = require("node:worker_threads");
  const ready = import(${JSON.stringify(new URL("../index.ts", import.meta.url).href)}).then((imaging) => {
    const host = new imaging.HostLine((message, transfer) => parentPort.postMessage(message, transfer));
    imaging.setCodecs((file) => host.asset(file + ".wasm"));
    return imaging.serveCalls(host, imaging.layerHandlers());
  });
  parentPort.on("message", (message) => ready.then((hear) => hear(message)));`;

let started = 0;
const maker = createLayerMaker({
  createWorker() {
    started += 1;
    return threadWorker(new Worker(script, { eval: true }));
  },
  loadAsset: (file) => loadWasm(file === "png.wasm" ? "png" : "webp-decode"),
});
beforeAll(() => useNodeCodecs());
afterAll(() => maker.close());

/** Three pixels in a row: red, green, blue. */
const row: Pixels = {
  width: 3,
  height: 1,
  data: Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255),
};
const gamma = pngChunk("gAMA", Uint8Array.of(0, 0, 0xb1, 0x8f));

/** A PNG with an orientation tag, and a gamma, which says what its colors mean. */
async function tagged(orientation: number): Promise<Uint8Array> {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const exif = pngChunk("eXIf", Uint8Array.from([...tiff, 0, 0, 0, 0]));
  const png = await encodePng(row, { profile: { pngChunks: gamma } });
  return Uint8Array.from([...png.subarray(0, 33), ...exif, ...png.subarray(33)]);
}

it.each([
  [3, 3, 1, [0, 0, 255]],
  [6, 1, 3, [255, 0, 0]],
  [8, 1, 3, [0, 0, 255]],
])("stores an image of orientation %i as it is shown", async (orientation, width, height, first) => {
  const given = await tagged(orientation);
  const upright = await uprightImage(given);
  expect(readPictureInfo(upright)).toMatchObject({ format: "png", width, height, orientation: 1 });
  const pixels = await decodeImage(upright);
  expect(pixels).toEqual(await decodeImage(given));
  expect([...pixels.data.subarray(0, 3)]).toEqual(first);
  expect(Buffer.from(upright).includes(Buffer.from(gamma))).toBe(true);
});

it("gives back what needs no turn or is not read here, untouched", async () => {
  for (const bytes of [
    await tagged(1),
    await encodePng(row),
    new TextEncoder().encode("GIF89a"),
    new Uint8Array(),
  ])
    expect(await uprightImage(bytes)).toBe(bytes);
});

it("does the same in a worker, which is started for a turn only", async () => {
  const upright = await tagged(1);
  expect(await maker.upright(upright)).toBe(upright);
  expect(started).toBe(0);
  const given = await tagged(6);
  expect(await maker.upright(given)).toEqual(await uprightImage(given));
  expect(started).toBe(1);
  expect(given).toEqual(await tagged(6));
});

it("says what is wrong with an image that can't be turned, and stops when it is told to", async () => {
  const cut = (await tagged(6)).subarray(0, 120);
  await expect(maker.upright(cut)).rejects.toMatchObject({ name: "ImagingError", code: "truncated" });
  const reason = new Error("no");
  const stopped = maker.upright(await tagged(6), { signal: AbortSignal.abort(reason) });
  await expect(stopped).rejects.toBe(reason);
});
