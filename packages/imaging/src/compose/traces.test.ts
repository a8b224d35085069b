import { describe, expect, it } from "vitest";
import { boundsOf } from "../pixels/bounds.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { cropMask } from "../pixels/trim.ts";
import { maskOverview } from "./mask-overview.ts";
import { recompose } from "./recompose.ts";
import { takeLayers } from "./take-layers.ts";

const size = 120;
const all = { x: 0, y: 0, width: size, height: size };

function picture(color: (x: number, y: number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(4 * size * size);
  for (let at = 0; at < size * size; at += 1) {
    const [red = 0, green = 0, blue = 0] = color(at % size, Math.floor(at / size));
    data.set([red, green, blue, 255], 4 * at);
  }
  return { width: size, height: size, data };
}

const share = (x: number, y: number, radius: number) =>
  Math.max(0, Math.min(1, 0.5 + (radius - Math.hypot(x - 60, y - 60)) / 6));
const ground = (x: number, y: number) => [90 + x, 120 + y / 2, 80];
const mixed = (x: number, y: number) =>
  ground(x, y).map((level, channel) => {
    const part = share(x, y, 30);
    return Math.round(part * ([200, 30, 30][channel] ?? 0) + (1 - part) * level);
  });

/** A disc with a soft edge of which the mask holds the inner part alone, before a ground that was painted. */
function scene(behind: Pixels) {
  const source = picture(mixed);
  const data = new Uint8Array(size * size);
  for (let at = 0; at < data.length; at += 1)
    data[at] = share(at % size, Math.floor(at / size), 30) > 0.6 ? 255 : 0;
  const mask: Mask = { width: size, height: size, data };
  const bounds = boundsOf(mask) ?? all;
  const cut = cropMask(mask, bounds);
  const front = { bounds, mask: cut, overview: maskOverview(cut, bounds, source) };
  const whole: Mask = { width: size, height: size, data: new Uint8Array(size * size).fill(255) };
  const backdrop = { bounds: all, mask: whole, overview: maskOverview(whole, all, source), behind };
  return {
    source,
    parts: [
      { ...front, depth: 1 },
      { ...backdrop, depth: 0 },
    ],
  };
}

/** The largest difference of two pictures' channels. */
function furthest(one: Pixels, other: (x: number, y: number) => readonly number[]): number {
  let most = 0;
  for (let at = 0; at < size * size; at += 1)
    for (const [channel, level] of other(at % size, Math.floor(at / size)).entries())
      most = Math.max(most, Math.abs((one.data[4 * at + channel] ?? 0) - Math.round(level)));
  return most;
}

describe("traces of a layer outside of its mask", () => {
  it("go with the layer, so that what was painted behind it shows nothing of it", async () => {
    const { source, parts } = scene(picture(ground));
    const { layers } = await takeLayers(source, parts);
    const stack = layers.flatMap(({ layer }) => layer ?? []);
    expect(stack).toHaveLength(2);
    expect(furthest(recompose(stack, size, size), mixed)).toBe(0);
    expect(furthest(recompose(stack.slice(0, 1), size, size), ground)).toBeLessThanOrEqual(3);
  });

  it("stay where they are before a ground that was drawn anew as a whole", async () => {
    const { source, parts } = scene(picture((x, y) => ground(x, y).map((level) => level + 20)));
    const { layers } = await takeLayers(source, parts);
    const stack = layers.flatMap(({ layer }) => layer ?? []);
    expect(furthest(recompose(stack, size, size), mixed)).toBe(0);
    const front = layers[1]?.layer;
    expect(front && new Set(front.mask.data)).toEqual(new Set([0, 255]));
  });
});
