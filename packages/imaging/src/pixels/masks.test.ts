import { describe, expect, it } from "vitest";
import { applyMask, invertMask, maskFromAlpha } from "./masks.ts";

const pixels = { width: 2, height: 1, data: Uint8ClampedArray.from([10, 20, 30, 255, 40, 50, 60, 7]) };
const mask = { width: 2, height: 1, data: Uint8Array.from([0, 200]) };

describe("masks", () => {
  it("reads a mask off the alpha channel", () => {
    expect(maskFromAlpha(pixels)).toEqual({ width: 2, height: 1, data: Uint8Array.from([255, 7]) });
  });

  it("shows what a mask holds and keeps the colours of what it hides", () => {
    const before = pixels.data.slice();
    expect([...applyMask(pixels, mask).data]).toEqual([10, 20, 30, 0, 40, 50, 60, 200]);
    expect(pixels.data).toEqual(before);
  });

  it("refuses a mask of another size", () => {
    expect(() => applyMask(pixels, { width: 1, height: 2, data: mask.data })).toThrow(
      "the mask's size is 1 x 2, the image's is 2 x 1",
    );
  });

  it("inverts into a new mask", () => {
    expect([...invertMask(mask).data]).toEqual([255, 55]);
    expect([...mask.data]).toEqual([0, 200]);
  });
});
