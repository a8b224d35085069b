import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsOf, grow } from "./bounds.ts";

const mask = (width: number, ...data: number[]) => ({
  width,
  height: data.length / width,
  data: Uint8Array.from(data),
});

describe("boundsOf", () => {
  it("holds every pixel above 0, the faintest too", () => {
    expect(boundsOf(mask(4, 0, 0, 0, 0, 0, 0, 1, 0, 0, 9, 0, 0))).toEqual({
      x: 1,
      y: 1,
      width: 2,
      height: 2,
    });
    expect(boundsOf(mask(2, 255, 255, 255, 255))).toEqual({ x: 0, y: 0, width: 2, height: 2 });
  });

  it("finds nothing in an empty mask", () => {
    expect(boundsOf(mask(3, 0, 0, 0))).toBeUndefined();
  });
});

it("finds the same as looking at every pixel, wherever the bytes lie in memory", () => {
  const masks = fc
    .record({
      width: fc.integer({ min: 1, max: 30 }),
      height: fc.integer({ min: 1, max: 6 }),
      from: fc.nat(3),
    })
    .chain(({ width, height, from }) => {
      const seen = fc.array(fc.nat(width * height - 1), { maxLength: 3 });
      return fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        from: fc.constant(from),
        seen,
      });
    });
  fc.assert(
    fc.property(masks, ({ width, height, from, seen }) => {
      const data = new Uint8Array(from + width * height).subarray(from);
      for (const at of seen) data[at] = 1;
      const xs = seen.map((at) => at % width);
      const ys = seen.map((at) => Math.floor(at / width));
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      const size = { width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
      expect(boundsOf({ width, height, data })).toEqual(seen.length > 0 ? { x, y, ...size } : undefined);
    }),
    { numRuns: 500 },
  );
});

it("grows bounds as far as the picture reaches", () => {
  const picture = { width: 10, height: 10 };
  expect(grow({ x: 1, y: 4, width: 3, height: 2 }, 2, picture)).toEqual({ x: 0, y: 2, width: 6, height: 6 });
  expect(grow({ x: 8, y: 8, width: 2, height: 2 }, 5, picture)).toEqual({ x: 3, y: 3, width: 7, height: 7 });
});
