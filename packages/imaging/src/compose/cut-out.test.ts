import { describe, expect, it } from "vitest";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { cutOut } from "./cut-out.ts";

const [width, height] = [60, 40];
const front = [200, 40, 60] as const;
const back = [20, 160, 220] as const;

/** A disc whose edge is soft over 8 pixels, as a mask. */
const disc: Mask = {
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, at) => {
    const away = 12 - Math.hypot((at % width) - 30, Math.floor(at / width) - 20);
    return Math.max(0, Math.min(255, Math.round(255 * (0.5 + away / 8))));
  }),
};

/** One color over another by the disc's alpha. */
function mixed(over: readonly number[], under: readonly number[]): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  disc.data.forEach((value, at) => {
    for (let channel = 0; channel < 3; channel += 1) {
      data[4 * at + channel] = ((over[channel] ?? 0) * value + (under[channel] ?? 0) * (255 - value)) / 255;
    }
    data[4 * at + 3] = 255;
  });
  return { width, height, data };
}

/** The largest difference of a cut-out on a ground to the front's own color on it, in levels. */
function halo(cut: Pixels, ground: readonly number[]): number {
  const truth = mixed(front, ground);
  let most = 0;
  for (let at = 0; at < cut.data.length; at += 1) {
    if (at % 4 === 3) continue;
    const alpha = (cut.data[at - (at % 4) + 3] ?? 0) / 255;
    const shown = alpha * (cut.data[at] ?? 0) + (1 - alpha) * (ground[at % 4] ?? 0);
    most = Math.max(most, Math.abs(shown - (truth.data[at] ?? 0)));
  }
  return most;
}

describe("cutOut", () => {
  it.each([
    ["white", [255, 255, 255]],
    ["black", [0, 0, 0]],
    ["magenta", [255, 0, 255]],
  ])("shows no halo on %s", async (_, ground) => {
    expect(halo(await cutOut(mixed(front, back), disc), ground)).toBeLessThan(6);
  });

  it("gives the mask as alpha and keeps the colors that are not mixed", async () => {
    const image = mixed(front, back);
    const before = structuredClone(image);
    const cut = await cutOut(image, disc);
    expect(image).toEqual(before);
    disc.data.forEach((value, at) => {
      expect(cut.data[4 * at + 3]).toBe(value);
      if (value > 0 && value < 255) return;
      expect(cut.data.subarray(4 * at, 4 * at + 3)).toEqual(image.data.subarray(4 * at, 4 * at + 3));
    });
  });

  it("does not count the image's own transparency twice", async () => {
    const image = mixed(front, front);
    for (let at = 0; at < disc.data.length; at += 1) image.data[4 * at + 3] = disc.data[at] ?? 0;
    const cut = await cutOut(image, disc);
    expect(cut).toEqual(image);
  });

  it("refuses a mask of another size", async () => {
    await expect(cutOut(mixed(front, back), { ...disc, width: 40, height: 60 })).rejects.toThrow(
      "the mask's size is 40 x 60",
    );
  });
});
