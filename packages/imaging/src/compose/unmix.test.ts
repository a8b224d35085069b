import { describe, expect, it } from "vitest";
import { boundsOf } from "../pixels/bounds.ts";
import { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { cropMask } from "../pixels/trim.ts";
import { maskOverview } from "./mask-overview.ts";
import { recompose } from "./recompose.ts";
import { recompositionScore } from "./recomposition-score.ts";
import { takeLayers } from "./take-layers.ts";

const size = 160;

function image(color: (x: number, y: number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(4 * size * size);
  for (let at = 0; at < size * size; at += 1) {
    const [red = 0, green = 0, blue = 0] = color(at % size, Math.floor(at / size));
    data.set([red, green, blue, 255], 4 * at);
  }
  return { width: size, height: size, data };
}

/** How much of a pixel a disc of radius 40 holds, from 0 to 1. */
const share = (x: number, y: number, soft: number, left = 80) =>
  Math.min(1, Math.max(0, 0.5 + (40 - Math.hypot(x - left, y - 80)) / soft));

const gradient = (x: number, y: number) => [60 + x / 2, 200 - y / 3, 90 + (x + y) / 4];
const ground = image(gradient);
const red = [200, 40, 30];

/** Red discs with an edge over `soft` pixels on the gradient. */
const scene = (soft: number, ...lefts: readonly number[]) =>
  image((x, y) =>
    lefts.reduce<readonly number[]>(
      (below, left) => {
        const alpha = share(x, y, soft, left);
        return red.map((value, channel) => value * alpha + (below[channel] ?? 0) * (1 - alpha));
      },
      gradient(x, y),
    ),
  );

function mask(value: (x: number, y: number) => number): Mask {
  const data = new Uint8Array(size * size);
  for (let at = 0; at < data.length; at += 1) data[at] = value(at % size, Math.floor(at / size));
  return { width: size, height: size, data };
}

function part(whole: Mask) {
  const bounds = boundsOf(whole);
  if (!bounds) throw new Error("the mask is empty");
  const cut = cropMask(whole, bounds);
  return { bounds, mask: cut, overview: maskOverview(cut, bounds, { width: size, height: size }) };
}

async function taken(source: Pixels, behind: Pixels, ...masks: readonly Mask[]) {
  const backdrop = { ...part(mask(() => 255)), behind };
  const { layers } = await takeLayers(source, [backdrop, ...masks.map(part)]);
  const all = layers.flatMap(({ layer }) => layer ?? []);
  return { all, score: await recompositionScore(source, all, new Pace()) };
}

function worst(one: Pixels, other: Pixels): number {
  return one.data.reduce((most, value, at) => Math.max(most, Math.abs(value - (other.data[at] ?? 0))), 0);
}

describe("layers over a background whose hole is wider than their masks", () => {
  const masks = [
    ["hard and too small", (x: number, y: number) => (share(x, y, 4) === 1 ? 255 : 0)],
    ["soft and too small", (x: number, y: number) => 255 * Math.max(0, 2 * share(x, y, 4) - 1)],
    ["right", (x: number, y: number) => 255 * share(x, y, 4)],
  ] as const;

  it.each(masks)("leave no outline on it, with a mask that is %s", async (_, value) => {
    const source = scene(4, 80);
    const { all, score } = await taken(source, ground, mask(value));
    expect(score.max).toBe(0);
    expect(worst(recompose(all.slice(0, 1), size, size), ground)).toBeLessThanOrEqual(2);
  });

  it.each(masks)("can be moved without a halo, with a mask that is %s", async (_, value) => {
    const { all } = await taken(scene(4, 80), ground, mask(value));
    const black = { bounds: { x: 0, y: 0, width: size, height: size }, pixels: image(() => [0, 0, 0]) };
    const moved = recompose([black, ...all.slice(1)], size, size);
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1) {
        const green = moved.data[4 * (y * size + x) + 1] ?? 0;
        expect(green).toBeLessThan(60);
        if (share(x, y, 4) === 0) expect(green).toBeLessThanOrEqual(3);
      }
    }
  });

  it("recompose exactly where two of them touch", async () => {
    const hard = (left: number) => mask((x, y) => (share(x, y, 4, left) > 0.7 ? 255 : 0));
    const { all, score } = await taken(scene(4, 50, 110), ground, hard(50), hard(110));
    expect(score.max).toBe(0);
    expect(worst(recompose(all.slice(0, 1), size, size), ground)).toBeLessThanOrEqual(2);
  });

  it("leave texture of the ground beside their masks where it is", async () => {
    const source = scene(4, 80);
    // A band beside the disc that is greener than what was painted there.
    const behind = image((x, y) => {
      const away = Math.hypot(x - 80, y - 80);
      return gradient(x, y).map((value, channel) => (channel === 1 && away < 45 ? value - 25 : value));
    });
    const { all, score } = await taken(
      source,
      behind,
      mask((x, y) => 255 * share(x, y, 4)),
    );
    expect(score.max).toBe(0);
    const at = 4 * (80 * size + 80 + 43);
    const backdrop = recompose(all.slice(0, 1), size, size);
    expect(backdrop.data.subarray(at, at + 4)).toEqual(source.data.subarray(at, at + 4));
  });

  it("stay as their masks are on a background that was drawn anew", async () => {
    const source = scene(4, 80);
    const redrawn = image((x, y) => gradient(x, y).map((value) => value + 12));
    const hard = mask((x, y) => (share(x, y, 4) > 0.7 ? 255 : 0));
    const { all, score } = await taken(source, redrawn, hard);
    expect(score.max).toBe(0);
    expect(all[1]?.mask).toEqual(part(hard).mask);
    const at = 4 * (80 * size + 80 - 41);
    const backdrop = recompose(all.slice(0, 1), size, size);
    expect(backdrop.data.subarray(at, at + 4)).toEqual(source.data.subarray(at, at + 4));
  });
});
