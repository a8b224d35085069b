import { beforeAll, describe, expect, it } from "vitest";
import { setCodecs } from "./codecs.ts";
import { decodeImage } from "./decode-image.ts";
import { encodeMaskPng, encodePng } from "./encode-png.ts";
import { buildLayerSet } from "./layer-set.ts";
import { maskFromAlpha } from "./masks.ts";
import { loadWasm } from "./node.ts";
import type { Pixels } from "./pixels.ts";

beforeAll(() => setCodecs(loadWasm));

const source = picture(8, 4, 255);

function picture(width: number, height: number, alpha: number): Pixels {
  const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? alpha : at % 251,
  );
  return { width, height, data };
}

/** A lossless WebP of one pixel, 0xff8040 at alpha 128. */
const webpPixel = Uint8Array.from(atob("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAEAdQwP4XqICBiOh/AAA="), (letter) =>
  letter.charCodeAt(0),
);

describe("buildLayerSet", () => {
  it("keeps a PNG byte for byte and takes its mask from the alpha channel", async () => {
    const bytes = await encodePng(picture(8, 4, 90));
    const { width, height, layers } = await buildLayerSet(source, [
      { name: "red car", role: "layer", keyword: "red car", bytes },
    ]);
    expect([width, height]).toEqual([8, 4]);
    expect(layers).toHaveLength(1);
    expect(layers[0]).toMatchObject({
      name: "red-car",
      role: "layer",
      keyword: "red car",
      width: 8,
      height: 4,
    });
    expect(layers[0]?.png).toBe(bytes);
    expect(layers[0]?.mask).toMatchObject({ name: "red-car-mask", derived: true });
    const mask = await decodeImage(layers[0]?.mask?.png ?? new Uint8Array());
    expect([...mask.data.subarray(0, 4)]).toEqual([90, 90, 90, 255]);
  });

  it("gives an opaque result no mask", async () => {
    const bytes = await encodePng(source);
    const { layers } = await buildLayerSet(source, [
      { name: "cutout", role: "cutout", bytes },
      { name: "composite", role: "composite", bytes: await encodePng(picture(2, 2, 9)) },
    ]);
    expect(layers.map(({ role, mask }) => [role, mask])).toEqual([
      ["cutout", undefined],
      ["composite", undefined],
    ]);
  });

  it("pairs a provider's mask with the result of its job", async () => {
    const mask = await encodeMaskPng(maskFromAlpha(source));
    const other = await encodeMaskPng(maskFromAlpha(picture(8, 4, 3)));
    const bytes = await encodePng(picture(8, 4, 90));
    const { layers } = await buildLayerSet(source, [
      { name: "mask", role: "mask", bytes: other, job: "b" },
      { name: "mask", role: "mask", bytes: mask, job: "a" },
      { name: "cutout", role: "cutout", bytes, job: "a" },
      { name: "cutout", role: "cutout", bytes, job: "b" },
      { name: "cutout", role: "cutout", bytes, job: "c" },
    ]);
    expect(layers.map(({ name, mask }) => [name, mask?.derived])).toEqual([
      ["cutout", false],
      ["cutout-2", false],
      ["cutout-3", true],
    ]);
    expect(layers[0]?.mask?.png).toBe(mask);
    expect(layers[1]?.mask?.png).toBe(other);
  });

  it("keeps a mask that belongs to nothing as a layer", async () => {
    const bytes = await encodeMaskPng(maskFromAlpha(source));
    const { layers } = await buildLayerSet(source, [
      { name: "cat mask", role: "mask", keyword: "cat", bytes },
    ]);
    expect(layers).toMatchObject([{ name: "cat-mask", role: "mask", png: bytes }]);
  });

  it("re-encodes other formats as PNG", async () => {
    const { layers } = await buildLayerSet(source, [{ name: "x", role: "layer", bytes: webpPixel }]);
    const png = layers[0]?.png ?? new Uint8Array();
    expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
    expect(await decodeImage(png)).toEqual(await decodeImage(webpPixel));
  });

  it("says which picture can't be read", async () => {
    const bytes = new TextEncoder().encode("<html>");
    await expect(buildLayerSet(source, [{ name: "x", role: "layer", bytes }])).rejects.toMatchObject({
      code: "not-an-image",
    });
  });
});
