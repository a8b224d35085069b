import { beforeAll, describe, expect, it } from "vitest";
import { setCodecs } from "./codec/codecs.ts";
import { encodeMaskPng, encodePng } from "./codec/encode-png.ts";
import { buildLayerSet, type LayerSetProgress } from "./layer-set.ts";
import { loadWasm } from "./node.ts";
import { applyMask } from "./pixels/masks.ts";
import type { Mask, Pixels } from "./pixels/pixels.ts";

beforeAll(() => setCodecs(loadWasm));

const [width, height] = [48, 32];
const source: Pixels = {
  width,
  height,
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 7 + Math.floor(at / 200)) % 251,
  ),
};

/** A rectangle whose edge is half covered. */
function box(left: number, top: number, right: number, bottom: number): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x < left || x > right || y < top || y > bottom) return 0;
    return x === left || x === right || y === top || y === bottom ? 128 : 255;
  });
  return { width, height, data };
}

const inverse = ({ data, ...size }: Mask): Mask => ({ ...size, data: data.map((value) => 255 - value) });

/** What a provider gives: its own rendering of the pixels, off by some levels, with transparency. */
function cutout(mask: Mask): Promise<Uint8Array> {
  const data = source.data.map((byte, at) => (at % 4 === 3 ? 255 : Math.min(255, byte + 9)));
  return encodePng(applyMask({ width, height, data }, mask));
}

describe("buildLayerSet", () => {
  it("makes layers of the source's own pixels, bottom to top, that add up to it", async () => {
    const before = source.data.slice();
    const set = await buildLayerSet(source, [
      { name: "hat", role: "layer", keyword: "hat", job: "j1", bytes: await cutout(box(12, 6, 20, 12)) },
      { name: "person", role: "layer", keyword: "person", job: "j2", bytes: await cutout(box(8, 4, 30, 28)) },
    ]);
    expect(set.layers.map(({ name }) => name)).toEqual(["person", "hat"]);
    expect(set.layers[1]).toMatchObject({
      role: "layer",
      keyword: "hat",
      job: "j1",
      maskFrom: "alpha",
      bounds: { x: 12, y: 6, width: 9, height: 7 },
      pixels: { width: 9, height: 7 },
    });
    const inside = set.layers[1]?.pixels.data.subarray(4 * (9 + 1), 4 * (9 + 2));
    expect(inside).toEqual(source.data.subarray(4 * (7 * width + 13), 4 * (7 * width + 14)));
    expect(set.layers[1]?.mask.data[10]).toBe(255);
    expect(set.remainder).toMatchObject({
      name: "remainder",
      role: "remainder",
      bounds: { x: 0, y: 0, width, height },
    });
    expect(set.score?.mean).toBeLessThan(0.1);
    expect(set.score?.max).toBeLessThanOrEqual(2);
    expect(set.score?.channels.alpha.max).toBe(0);
    expect(set).toMatchObject({ composites: [], duplicates: [], unaligned: [] });
    expect(source.data).toEqual(before);
  });

  it("keeps what a provider painted behind the others, and still adds up to the source", async () => {
    const painted: Pixels = { width, height, data: source.data.slice() };
    const subject = box(10, 8, 30, 24);
    for (const [at, part] of subject.data.entries()) {
      if (part > 0) painted.data.set([9, 99, 199, 255], 4 * at);
    }
    const set = await buildLayerSet(source, [
      { name: "background", role: "layer", keyword: "background", bytes: await encodePng(painted) },
      { name: "person", role: "layer", keyword: "person", bytes: await cutout(subject) },
    ]);
    expect(set.layers.map(({ name }) => name)).toEqual(["background", "person"]);
    const [background] = set.layers;
    const middle = 4 * (16 * width + 20);
    expect([...(background?.pixels.data.subarray(middle, middle + 4) ?? [])]).toEqual([9, 99, 199, 255]);
    expect(set.remainder).toBeUndefined();
    expect(set.score?.max).toBeLessThanOrEqual(2);
  });

  it("keeps the depth order that a provider tells, and a plain background that it painted", async () => {
    const plain = source.data.map((_, at) => (at % 4 === 3 ? 255 : 240));
    const [small, large] = [box(12, 6, 20, 12), box(8, 4, 30, 28)];
    const set = await buildLayerSet(source, [
      { name: "background", role: "layer", depth: 0, bytes: await encodePng({ width, height, data: plain }) },
      { name: "small", role: "layer", depth: 1, bytes: await cutout(small) },
      { name: "large", role: "layer", depth: 2, bytes: await cutout(inverse(large)) },
    ]);
    expect(set.layers.map(({ name }) => name)).toEqual(["background", "small", "large"]);
    expect(set.unaligned).toEqual([]);
    const [background] = set.layers;
    expect(background?.bounds).toEqual({ x: 0, y: 0, width, height });
    const hidden = 4 * (9 * width + 15);
    expect([...(background?.pixels.data.subarray(hidden, hidden + 4) ?? [])]).toEqual([240, 240, 240, 255]);
    expect(set.score?.max).toBeLessThanOrEqual(2);
  });

  it("puts what lies behind everything to the bottom, also where it is smaller", async () => {
    const subject = box(1, 0, 46, 31);
    const set = await buildLayerSet(source, [
      { name: "background", role: "layer", bytes: await cutout(inverse(subject)) },
      { name: "subject", role: "layer", bytes: await cutout(subject) },
    ]);
    expect(set.layers.map(({ name }) => name)).toEqual(["background", "subject"]);
    expect(set.remainder).toBeUndefined();
    expect(set.score?.mean).toBeLessThan(0.1);
  });

  it("keeps unlabelled pieces, and notes those that show the same", async () => {
    const piece = await cutout(box(8, 4, 30, 28));
    const set = await buildLayerSet(source, [
      { name: "arm", role: "layer", keyword: "arm", job: "a", bytes: piece },
      {
        name: "arm-2",
        role: "layer",
        keyword: "arm",
        job: "a",
        bytes: await cutout(inverse(box(8, 4, 30, 28))),
      },
      { name: "arm-3", role: "layer", keyword: "arm", job: "a", bytes: piece },
    ]);
    expect(set.layers.map(({ name }) => name)).toEqual(["arm-2", "arm"]);
    expect(set.duplicates).toEqual([
      { name: "arm-3", of: "arm", keyword: "arm", job: "a", bytes: piece, format: "png" },
    ]);
  });

  it("tells small neighbours from duplicates, however large the picture", async () => {
    const wide = { width: 4000, height: 3, data: new Uint8ClampedArray(48_000).fill(255) };
    const dot = (x: number) => {
      const data = new Uint8ClampedArray(48_000);
      data.set([1, 2, 3, 255], 4 * x);
      return encodePng({ ...wide, data });
    };
    const set = await buildLayerSet(wide, [
      { name: "left", role: "layer", bytes: await dot(100) },
      { name: "right", role: "layer", bytes: await dot(101) },
    ]);
    expect(set.layers.map(({ name, bounds }) => [name, bounds.x])).toEqual([
      ["left", 100],
      ["right", 101],
    ]);
  });

  it("prefers the provider's mask of the same job", async () => {
    const set = await buildLayerSet(source, [
      { name: "mask", role: "mask", job: "b", bytes: await encodeMaskPng(box(3, 3, 9, 9)) },
      { name: "mask", role: "mask", job: "a", bytes: await encodeMaskPng(box(20, 3, 40, 20)) },
      { name: "cutout", role: "cutout", job: "a", bytes: await cutout(box(19, 2, 41, 21)) },
      { name: "cutout", role: "cutout", job: "b", bytes: await cutout(box(2, 2, 10, 10)) },
    ]);
    expect(set.layers.map(({ name, role, maskFrom, bounds }) => [name, role, maskFrom, bounds.x])).toEqual([
      ["cutout", "cutout", "provider", 20],
      ["cutout-2", "cutout", "provider", 3],
    ]);
  });

  it("makes a layer by the mask of a picture that can't be used, and lists it nowhere else", async () => {
    const page = new TextEncoder().encode("<html>");
    const mask = await encodeMaskPng(box(3, 3, 9, 9));
    const set = await buildLayerSet(source, [
      { name: "cat", role: "layer", job: "a", bytes: page },
      { name: "cat mask", role: "mask", job: "a", bytes: mask },
      { name: "dog", role: "layer", job: "b", bytes: await cutout(box(20, 3, 40, 20)) },
      { name: "outline", role: "mask", job: "b", bytes: page },
      { name: "bird", role: "layer", job: "c", bytes: page },
      { name: "outline", role: "mask", job: "c", bytes: page },
    ]);
    expect(set.layers.map(({ name, maskFrom, unused }) => [name, maskFrom, unused?.bytes])).toEqual([
      ["dog", "alpha", undefined],
      ["cat", "provider", page],
    ]);
    expect(set.layers[1]?.unused).toMatchObject({
      format: "unknown",
      reason: expect.stringMatching(/^the bytes/),
    });
    expect(set.unaligned.map(({ name, role }) => [name, role])).toEqual([
      ["outline", "mask"],
      ["outline-2", "mask"],
      ["bird", "layer"],
    ]);
  });

  it("makes a layer of a mask that belongs to nothing", async () => {
    const bytes = await encodeMaskPng(box(3, 3, 9, 9));
    const { layers } = await buildLayerSet(source, [
      { name: "cat mask", role: "mask", keyword: "cat", bytes },
    ]);
    expect(layers).toMatchObject([
      { name: "cat-mask", role: "layer", maskFrom: "provider", bounds: { x: 3 } },
    ]);
  });

  it("keeps composites as they are, and no score of them", async () => {
    const png = await encodePng({ width: 2, height: 2, data: new Uint8ClampedArray(16).fill(200) });
    const webp = Uint8Array.from(atob("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAEAdQwP4XqICBiOh/AAA="), (letter) =>
      letter.charCodeAt(0),
    );
    const set = await buildLayerSet(source, [
      { name: "on sand", role: "composite", bytes: png },
      { name: "on snow", role: "composite", bytes: webp },
    ]);
    expect(set.composites[0]).toEqual({ name: "on-sand", png, width: 2, height: 2 });
    expect(set.composites[0]?.png).toBe(png);
    expect([...(set.composites[1]?.png.subarray(1, 4) ?? [])]).toEqual([0x50, 0x4e, 0x47]);
    expect(set.layers).toEqual([]);
    expect(set.remainder).toBeUndefined();
    expect(set.score).toBeUndefined();
  });

  it("throws nothing away: what can't be used is kept with the reason", async () => {
    const page = new TextEncoder().encode("<html>");
    const empty = await cutout({ width, height, data: new Uint8Array(width * height) });
    const good = await cutout(box(8, 4, 30, 28));
    const set = await buildLayerSet(source, [
      { name: "page", role: "layer", keyword: "x", job: "j", bytes: page },
      { name: "nothing", role: "cutout", bytes: empty },
      { name: "odd", role: "composite", bytes: good.subarray(0, 40) },
      { name: "good", role: "layer", bytes: good },
    ]);
    expect(set.layers.map(({ name }) => name)).toEqual(["good"]);
    expect(set.unaligned.map(({ name, format }) => [name, format])).toEqual([
      ["page", "unknown"],
      ["nothing", "png"],
      ["odd", "png"],
    ]);
    for (const { reason } of set.unaligned) expect(reason).toMatch(/^[a-z].{10,}/);
    expect(set.unaligned[0]).toMatchObject({ keyword: "x", job: "j" });
    expect(set.unaligned[0]?.bytes).toBe(page);
  });

  it("says how far it is and stops when it is told to", async () => {
    const results = [
      { name: "a", role: "layer", bytes: await cutout(box(2, 2, 20, 20)) },
      { name: "b", role: "layer", bytes: await cutout(box(25, 2, 40, 20)) },
    ] as const;
    const told: LayerSetProgress[] = [];
    await buildLayerSet(source, results, { onProgress: (progress) => told.push(progress) });
    expect(told.map(({ step, done, total }) => `${step} ${done}/${total}`)).toEqual([
      "reading 0/2",
      "reading 1/2",
      "reading 2/2",
      "composing 0/2",
      "composing 1/2",
      "composing 2/2",
      "checking 0/1",
      "checking 1/1",
    ]);
    for (const moment of told.slice(0, -1)) {
      const controller = new AbortController();
      const stopped = buildLayerSet(source, results, {
        signal: controller.signal,
        onProgress: ({ step, done }) => {
          if (step === moment.step && done === moment.done) controller.abort(new Error("enough"));
        },
      });
      await expect(stopped).rejects.toThrow("enough");
    }
  });
});
