import fc from "fast-check";
import { expect, it } from "vitest";
import { Pace } from "../pixels/pace.ts";
import { calmAlpha } from "./calm-alpha.ts";

const mask = (width: number, height: number, value: (x: number, y: number) => number) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width))),
});

it("makes what is nearly full full and what is nearly empty empty, and keeps an edge", async () => {
  const noise = (x: number, y: number) => (x * 7 + y * 13) % 20;
  const half = mask(60, 40, (x, y) => (x < 28 ? noise(x, y) : x < 32 ? 50 * (x - 27) : 255 - noise(x, y)));
  const calm = await calmAlpha(half, new Pace());
  for (let y = 0; y < 40; y += 1) {
    const row = calm.data.subarray(60 * y, 60 * (y + 1));
    expect(row.subarray(0, 24).every((value) => value === 0)).toBe(true);
    expect(row.subarray(36).every((value) => value === 255)).toBe(true);
    expect(row.subarray(28, 32)).toEqual(half.data.subarray(60 * y + 28, 60 * y + 32));
  }
});

it("leaves a mask of all or nothing as it is, but for specks and corners, and never changes its argument", async () => {
  const sizes = fc.record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: -5, max: 45 }), async ({ width, height }, edge) => {
      const sharp = mask(width, height, (x) => (x < edge ? 255 : 0));
      const before = sharp.data.slice();
      const calm = await calmAlpha(sharp, new Pace());
      expect(sharp.data).toEqual(before);
      // A line of pixels at the picture's side is the least that stays.
      if (edge >= 3 && edge <= width - 3) expect(calm.data).toEqual(before);
      if (edge <= 0 || edge >= width) expect(calm.data).toEqual(before);
    }),
  );
});
