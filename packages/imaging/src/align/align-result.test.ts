import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { default as encodeJpeg, init as initJpeg } from "@jsquash/jpeg/encode.js";
import { beforeAll, describe, expect, it } from "vitest";
import { setCodecs } from "../codec/codecs.ts";
import { decodeImage } from "../codec/decode-image.ts";
import { loadWasm } from "../node.ts";
import { coverage } from "../pixels/coverage.ts";
import { applyMask, invertMask } from "../pixels/masks.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { resampleMask, resamplePixels } from "../pixels/resample.ts";
import { cropPixels } from "../pixels/trim.ts";
import { alignResult } from "./align-result.ts";

type Rgba = readonly [number, number, number, number];
const white: Rgba = [255, 255, 255, 255];
const clear: Rgba = [0, 0, 0, 0];

const names = ["astronaut", "chelsea", "coffee"] as const;
let photos: { [Name in (typeof names)[number]]?: Pixels } = {};

beforeAll(async () => {
  setCodecs(loadWasm);
  const read = async (name: string) =>
    decodeImage(await readFile(new URL(`../../../../test/fixtures/photos/${name}.png`, import.meta.url)));
  photos = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])));
  const wasm = createRequire(import.meta.url).resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm");
  await initJpeg(await WebAssembly.compile(await readFile(wasm)));
});

const photo = (name: (typeof names)[number]): Pixels => {
  const found = photos[name];
  if (!found) throw new Error(`${name} is not read`);
  return found;
};

/** A blob with a hole and an edge of three pixels, inside a frame of the picture. */
function blob({ width, height }: { width: number; height: number }, size = 0.33, x = 0.45, y = 0.55): Mask {
  const data = new Uint8Array(width * height);
  const radius = size * Math.min(width, height);
  for (let at = 0; at < data.length; at += 1) {
    const [dx, dy] = [(at % width) - x * width, Math.floor(at / width) - y * height];
    const edge = radius * (1 + 0.15 * Math.sin(5 * Math.atan2(dy, dx)));
    const far = Math.hypot(dx, dy);
    const inside = Math.min(1, Math.max(0, (edge - far) / 3 + 0.5));
    const hole = Math.min(1, Math.max(0, (radius / 4 - Math.hypot(dx - radius / 3, dy)) / 3 + 0.5));
    data[at] = Math.round(255 * Math.max(0, inside - hole));
  }
  return { width, height, data };
}

function iou(one: Mask, other: Mask): number {
  let [both, either] = [0, 0];
  for (let at = 0; at < one.data.length; at += 1) {
    both += Math.min(one.data[at] ?? 0, other.data[at] ?? 0);
    either += Math.max(one.data[at] ?? 0, other.data[at] ?? 0);
  }
  return both / either;
}

function over(pixels: Pixels, [red, green, blue]: Rgba): Pixels {
  const data = pixels.data.map((value, at) => {
    const alpha = (pixels.data[at - (at % 4) + 3] ?? 0) / 255;
    const fill = [red, green, blue, 255][at % 4] ?? 0;
    return at % 4 === 3 ? 255 : value * alpha + fill * (1 - alpha);
  });
  return { ...pixels, data };
}

function pad(pixels: Pixels, left: number, top: number, right: number, bottom: number, color: Rgba): Pixels {
  const [width, height] = [pixels.width + left + right, pixels.height + top + bottom];
  const data = new Uint8ClampedArray(4 * width * height).map((_, at) => color[at % 4] ?? 0);
  for (let row = 0; row < pixels.height; row += 1) {
    const from = 4 * row * pixels.width;
    data.set(pixels.data.subarray(from, from + 4 * pixels.width), 4 * ((row + top) * width + left));
  }
  return { width, height, data };
}

function picture({ width, height, data }: Mask): Pixels {
  const grey = new Uint8ClampedArray(4 * data.length);
  for (const [at, value] of data.entries()) grey.set([value, value, value, 255], 4 * at);
  return { width, height, data: grey };
}

async function jpeg({ width, height, data }: Pixels, quality = 80): Promise<Pixels> {
  const image = { width, height, data: new Uint8ClampedArray(data), colorSpace: "srgb" } as const;
  return decodeImage(new Uint8Array(await encodeJpeg(image as ImageData, { quality })));
}

const scaled = (pixels: Pixels, scale: number) =>
  resamplePixels(pixels, Math.round(pixels.width * scale), Math.round(pixels.height * scale));

describe.each(names)("alignResult on %s", { timeout: 20_000 }, (name) => {
  const known = () => {
    const source = photo(name);
    const mask = blob(source);
    return { source, mask, cutout: applyMask(source, mask) };
  };

  it("takes a cutout of the same size as it is", async () => {
    const { source, mask, cutout } = known();
    const aligned = await alignResult(source, cutout, "cutout");
    expect(aligned).toMatchObject({ how: "alpha", placed: "same", inverted: false });
    expect(aligned.mask).toEqual(mask);
  });

  it.each([0.4, 0.73, 1.5])("scales a cutout of %d times the size", async (scale) => {
    const { source, mask, cutout } = known();
    const aligned = await alignResult(source, await scaled(cutout, scale), "layer");
    expect(aligned).toMatchObject({ how: "alpha", placed: "scaled" });
    expect(iou(aligned.mask, mask)).toBeGreaterThan(0.98);
  });

  it.each([
    ["in the middle", [40, 0, 41, 0], clear],
    ["above", [0, 60, 0, 0], clear],
    ["above and below, black", [0, 50, 0, 50], [0, 0, 0, 255]],
  ] as const)("cuts bars off a cutout: %s", async (_, [left, top, right, bottom], color) => {
    const { source, mask, cutout } = known();
    const result = pad(await scaled(cutout, 0.8), left, top, right, bottom, color);
    const aligned = await alignResult(source, result, "layer");
    expect(aligned).toMatchObject({ how: "alpha", placed: "letterboxed" });
    expect(iou(aligned.mask, mask)).toBeGreaterThan(0.98);
  });

  it("finds a cutout that is clipped to its object", async () => {
    const { source, mask, cutout } = known();
    const bounds = boundsOf(mask);
    const aligned = await alignResult(source, cropPixels(cutout, bounds), "cutout");
    expect(aligned).toMatchObject({ how: "alpha", placed: "located", area: bounds });
    expect(aligned.mask).toEqual(mask);
  });

  it("finds a clipped cutout on white, as JPEG", async () => {
    const { source, mask, cutout } = known();
    const result = await jpeg(over(cropPixels(cutout, boundsOf(mask)), white));
    const aligned = await alignResult(source, result, "cutout");
    expect(aligned).toMatchObject({ how: "fill", placed: "located" });
    expect(iou(aligned.mask, mask)).toBeGreaterThan(0.93);
  });

  it.each([0.6, 0.93, 1.37])("finds a clipped cutout of %d times the size", async (scale) => {
    const { source, mask, cutout } = known();
    const aligned = await alignResult(
      source,
      await scaled(cropPixels(cutout, boundsOf(mask)), scale),
      "cutout",
    );
    expect(aligned.placed).toBe("located");
    expect(iou(aligned.mask, mask)).toBeGreaterThan(0.985);
  });

  it.each([
    ["white", white],
    ["black", [0, 0, 0, 255]],
    ["green", [0, 200, 60, 255]],
  ] as const)("reads a fill of %s", async (_, fill) => {
    const { source, mask, cutout } = known();
    const aligned = await alignResult(source, over(cutout, fill), "layer");
    expect(aligned).toMatchObject({ how: "fill", placed: "same" });
    expect(iou(aligned.mask, mask)).toBeGreaterThan(0.95);
    const lossy = await alignResult(source, await jpeg(over(cutout, fill)), "layer");
    expect(iou(lossy.mask, mask)).toBeGreaterThan(0.95);
    // Nothing of the object's inside is left behind as a ghost, where it can be told from the fill at all.
    const inside = blob(source, 0.28);
    const holes = lossy.mask.data.filter(
      (value, at) => inside.data[at] === 255 && mask.data[at] === 255 && value < 250,
    );
    expect(holes.length).toBeLessThan(inside.data.length / 100);
    const small = await alignResult(source, await jpeg(await scaled(over(cutout, fill), 0.5)), "layer");
    expect(small).toMatchObject({ how: "fill", placed: "scaled" });
    expect(iou(small.mask, mask)).toBeGreaterThan(0.94);
  });

  it("reads a mask by its light or its alpha, at any size, with bars or without", async () => {
    const { source, mask } = known();
    expect((await alignResult(source, picture(mask), "mask")).mask).toEqual(mask);
    const half = picture(await resampleMask(mask, Math.round(mask.width / 2), Math.round(mask.height / 2)));
    const small = await alignResult(source, half, "mask");
    expect(small).toMatchObject({ how: "luminance", placed: "scaled", inverted: false });
    expect(iou(small.mask, mask)).toBeGreaterThan(0.98);
    const boxed = await alignResult(source, pad(half, 0, 33, 0, 33, [0, 0, 0, 255]), "mask");
    expect(boxed).toMatchObject({ placed: "letterboxed", inverted: false });
    expect(iou(boxed.mask, mask)).toBeGreaterThan(0.98);
    const stencil = applyMask(picture({ ...mask, data: mask.data.map(() => 0) }), mask);
    const alpha = await alignResult(source, stencil, "mask");
    expect(alpha).toMatchObject({ how: "alpha", placed: "same" });
    expect(alpha.mask).toEqual(mask);
    const lossy = await alignResult(source, await jpeg(picture(mask)), "mask");
    expect(iou(lossy.mask, mask)).toBeGreaterThan(0.98);
  });

  it("turns over a mask that is the wrong way round, by its border or by the cutout", async () => {
    const { source, mask, cutout } = known();
    const opposite = picture(invertMask(mask));
    const alone = await alignResult(source, opposite, "mask");
    expect(alone.inverted).toBe(true);
    expect(alone.mask).toEqual(mask);
    expect((await alignResult(source, opposite, "mask", { of: "region" })).inverted).toBe(false);
    const beside = await alignResult(source, cutout, "cutout");
    const hinted = await alignResult(source, opposite, "mask", { of: "region", cutout: beside });
    expect(hinted.inverted).toBe(true);
    const background = await alignResult(source, applyMask(source, invertMask(mask)), "layer");
    expect((await alignResult(source, opposite, "mask", { cutout: background })).inverted).toBe(false);
  });

  it("puts a clipped mask where the cutout of its job and size is", async () => {
    const { source, mask, cutout } = known();
    const bounds = boundsOf(mask);
    const clipped = cropPixels(picture(mask), bounds);
    await expect(alignResult(source, clipped, "mask")).rejects.toMatchObject({ code: "not-alignable" });
    const beside = await alignResult(source, cropPixels(cutout, bounds), "cutout");
    const aligned = await alignResult(source, clipped, "mask", { cutout: beside });
    expect(aligned).toMatchObject({ placed: "located", inverted: false });
    expect(aligned.mask).toEqual(mask);
  });

  it("says that nothing was found by an empty mask", async () => {
    const { source, mask } = known();
    const nothing: Mask = { ...mask, data: new Uint8Array(mask.data.length) };
    const blank = over(applyMask(source, nothing), white);
    for (const [result, role] of [
      [applyMask(source, nothing), "cutout"],
      [picture(nothing), "mask"],
      [blank, "layer"],
      [await jpeg(blank), "layer"],
      [cropPixels(applyMask(source, nothing), { x: 0, y: 0, width: 50, height: 20 }), "layer"],
    ] as const) {
      expect(coverage((await alignResult(source, result, role)).mask)).toBe(0);
    }
  });

  it("takes an opaque result that is all of the source for all of it", async () => {
    const { source } = known();
    const aligned = await alignResult(source, await jpeg(await scaled(source, 0.5)), "layer");
    expect(coverage(aligned.mask)).toBe(1);
  });

  it("takes a result of which up to a half was painted anew for all of the source", async () => {
    const { source } = known();
    const hidden = blob(source, 0.35, 0.5, 0.5);
    const data = source.data.map((byte, at) =>
      (hidden.data[at >> 2] ?? 0) > 0 && at % 4 !== 3 ? 255 - byte : byte,
    );
    const aligned = await alignResult(source, await jpeg({ ...source, data }), "layer");
    expect(aligned).toMatchObject({ how: "alpha", placed: "same" });
    expect(coverage(aligned.mask)).toBe(1);
  });

  it("refuses another picture of the same size, also where both are dark", async () => {
    const { source } = known();
    const dark = (pixels: Pixels): Pixels => {
      return { ...pixels, data: pixels.data.map((byte, at) => (at % 4 === 3 ? 255 : byte / 4)) };
    };
    for (const other of names.filter((one) => one !== name)) {
      const stranger = await resamplePixels(photo(other), source.width, source.height);
      for (const [below, above] of [
        [source, stranger],
        [dark(source), dark(stranger)],
      ] as const) {
        const refused = alignResult(below, above, "layer").then(({ how, placed }) => ({ how, placed }));
        await expect(refused).rejects.toMatchObject({ code: "not-alignable" });
      }
    }
  });

  it("refuses what the source does not show, and says why", async () => {
    const { source } = known();
    const other = photo(name === "coffee" ? "astronaut" : "coffee");
    const stranger = cropPixels(applyMask(other, blob(other)), boundsOf(blob(other)));
    await expect(alignResult(source, stranger, "cutout")).rejects.toMatchObject({
      code: "not-alignable",
      message: expect.stringMatching(/^the result \(\d+ x \d+ on \d+ x \d+\) can't be placed: /),
    });
  });

  it("changes neither argument", async () => {
    const { source, cutout } = known();
    const before = [source.data.slice(), cutout.data.slice()];
    await alignResult(source, over(cutout, white), "layer");
    await alignResult(source, cutout, "layer");
    expect([source.data, cutout.data]).toEqual(before);
  });

  it("stops when it is cancelled", async () => {
    const { source, cutout } = known();
    const signal = AbortSignal.abort(new Error("enough"));
    const result = await scaled(cutout, 0.5);
    await expect(alignResult(source, result, "layer", { signal })).rejects.toThrow("enough");
  });
});

describe("alignResult on pictures without texture", () => {
  it("refuses a clipped piece that could lie anywhere", async () => {
    const plain = (width: number, height: number): Pixels => ({
      width,
      height,
      data: new Uint8ClampedArray(4 * width * height)
        .fill(255)
        .map((value, at) => (at % 4 === 1 ? 90 : value)),
    });
    await expect(alignResult(plain(300, 200), plain(40, 40), "layer")).resolves.toMatchObject({
      how: "fill",
    });
    const piece = applyMask(plain(30, 60), blob({ width: 30, height: 60 }, 0.7));
    await expect(alignResult(plain(300, 200), piece, "layer")).rejects.toMatchObject({
      code: "not-alignable",
    });
  });
});

function boundsOf({ width, height, data }: Mask) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let at = 0; at < data.length; at += 1) {
    if (data[at] === 0) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
