import fc from "fast-check";
import { expect, it } from "vitest";
import { Pace } from "./pace.ts";
import type { Pixels } from "./pixels.ts";
import { resamplePixels } from "./resample.ts";
import { shrink } from "./shrink.ts";

const pictures = (least: number) =>
  fc
    .record({
      width: fc.integer({ min: 1, max: 12 }),
      height: fc.integer({ min: 1, max: 12 }),
      factor: fc.integer({ min: 2, max: 4 }),
    })
    .chain(({ width, height, factor }) => {
      const size = { width: width * factor, height: height * factor };
      const length = 4 * size.width * size.height;
      return fc.record({
        factor: fc.constant(factor),
        picture: fc.uint8Array({ minLength: length, maxLength: length }).map((data): Pixels => {
          const bytes = Uint8ClampedArray.from(data, (byte, at) =>
            at % 4 === 3 ? Math.max(least, byte) : byte,
          );
          return { ...size, data: bytes };
        }),
      });
    });

it("gives what averaging by area gives, where it looks at every row, and leaves the picture as it is", async () => {
  await fc.assert(
    fc.asyncProperty(pictures(64), async ({ picture, factor }) => {
      const before = picture.data.slice();
      const small = await shrink(picture, factor, new Pace());
      const slow = await resamplePixels(picture, picture.width / factor, picture.height / factor);
      expect([small.width, small.height]).toEqual([slow.width, slow.height]);
      for (const [at, byte] of small.data.entries()) {
        expect(Math.abs(byte - (slow.data[at] ?? 0))).toBeLessThanOrEqual(1);
      }
      expect(picture.data).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

it("covers a picture evenly that its factor does not divide", async () => {
  const data = new Uint8ClampedArray(4 * 11)
    .fill(255)
    .map((byte, at) => (at % 4 === 3 ? byte : 20 * (at >> 2)));
  const small = await shrink({ width: 11, height: 1, data }, 3, new Pace());
  // Three squares of 3, 4 and 4 pixels.
  expect(small).toMatchObject({ width: 3, height: 1 });
  expect([0, 4, 8].map((at) => small.data[at])).toEqual([20, 90, 170]);
});

it("lets no colour shine through from under alpha 0", async () => {
  const data = Uint8ClampedArray.of(10, 20, 30, 255, 255, 255, 255, 0, 90, 90, 90, 0, 70, 70, 70, 0);
  const small = await shrink({ width: 2, height: 2, data }, 2, new Pace());
  expect([...small.data]).toEqual([10, 20, 30, 64]);
});
