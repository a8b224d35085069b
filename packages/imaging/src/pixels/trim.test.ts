import fc from "fast-check";
import { expect, it } from "vitest";
import { setCodecs } from "../codec/codecs.ts";
import { decodeImage } from "../codec/decode-image.ts";
import { encodeMaskPng } from "../codec/encode-png.ts";
import { loadWasm } from "../node.ts";
import { boundsOf } from "./bounds.ts";
import { applyMask, maskFromAlpha } from "./masks.ts";
import type { Pixels } from "./pixels.ts";
import { cropMask, placePixels, trimPixels } from "./trim.ts";

/** Pictures of which anything from nothing to all is visible. */
const pictures = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      data: fc
        .uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height })
        .chain((bytes) =>
          fc
            .double({ min: 0, max: 1, noNaN: true })
            .map((empty) =>
              Uint8ClampedArray.from(bytes, (byte, at) => ((bytes[at | 3] ?? 0) < 256 * empty ? 0 : byte)),
            ),
        ),
    }),
  );

it("trims and puts back where it was: nothing has changed", () => {
  fc.assert(
    fc.property(pictures, (picture: Pixels) => {
      const before = picture.data.slice();
      const trimmed = trimPixels(picture);
      if (!trimmed) expect(picture.data.every((byte) => byte === 0)).toBe(true);
      else expect(placePixels(trimmed, picture.width, picture.height)).toEqual(picture);
      expect(picture.data).toEqual(before);
    }),
  );
});

it("does so with masks, which are put back in their file", async () => {
  setCodecs(loadWasm);
  await fc.assert(
    fc.asyncProperty(pictures, async (picture: Pixels) => {
      const mask = maskFromAlpha(picture);
      const bounds = boundsOf(mask);
      if (!bounds) return;
      const { data, ...size } = await decodeImage(await encodeMaskPng(cropMask(mask, bounds), bounds, mask));
      expect(size).toEqual({ width: mask.width, height: mask.height });
      for (let at = 0; at < data.length; at += 4) {
        const light = mask.data[at >> 2];
        expect([...data.subarray(at, at + 4)]).toEqual([light, light, light, 255]);
      }
    }),
    { numRuns: 50 },
  );
});

it("keeps no row or column that is wholly transparent", () => {
  const data = new Uint8Array(12);
  data[7] = 3;
  const red = { width: 4, height: 3, data: new Uint8ClampedArray(48).fill(200) };
  const trimmed = trimPixels(applyMask(red, { width: 4, height: 3, data }));
  expect(trimmed).toEqual({
    bounds: { x: 3, y: 1, width: 1, height: 1 },
    pixels: { width: 1, height: 1, data: Uint8ClampedArray.of(200, 200, 200, 3) },
  });
});
