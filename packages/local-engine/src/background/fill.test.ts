import { createRequire } from "node:module";
import type { Mask, Pixels } from "@stratify/imaging";
import { beforeAll, expect, it } from "vitest";
import type { OpenCv } from "../pixels/open-cv.ts";
import { initialised } from "../worker/initialised.ts";
import { fill, grown } from "./fill.ts";

const [width, height] = [360, 260];
const red = [220, 20, 30] as const;
let cv: OpenCv;

beforeAll(async () => {
  ({ cv } = await initialised(createRequire(import.meta.url)("@techstark/opencv-js")));
});

type Paint = (x: number, y: number) => readonly number[];

function drawn(paint: Paint): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    data.set([...paint(at % width, Math.floor(at / width)), 255], 4 * at);
  }
  return { width, height, data };
}

/** How much of a disc with a soft edge is at a pixel, from 0 to 1. */
const disc = (x: number, y: number) => Math.min(1, Math.max(0, 60.5 - Math.hypot(x - 180, y - 130)));

/** A ground with a red disc before it, and the disc's alpha. */
function covered(paint: Paint): { readonly clean: Pixels; readonly image: Pixels; readonly mask: Mask } {
  const clean = drawn(paint);
  const image = drawn((x, y) =>
    paint(x, y).map((value, channel) => value + disc(x, y) * ((red[channel] ?? 0) - value)),
  );
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(255 * disc(at % width, Math.floor(at / width))),
  );
  return { clean, image, mask: { width, height, data } };
}

/** The largest difference inside the mask, in levels a channel, among those pixels for which `counts` holds. */
function worst(clean: Pixels, filled: Pixels, mask: Mask, counts = (_x: number, _y: number) => true): number {
  let most = 0;
  mask.data.forEach((value, at) => {
    if (value === 0 || !counts(at % width, Math.floor(at / width))) return;
    for (let index = 4 * at; index < 4 * at + 3; index += 1) {
      most = Math.max(most, Math.abs((clean.data[index] ?? 0) - (filled.data[index] ?? 0)));
    }
  });
  return most;
}

/** Standard deviation of the green channel inside the mask. */
function deviation({ data }: Pixels, mask: Mask): number {
  const values = [...mask.data.keys()]
    .filter((at) => mask.data[at] === 255)
    .map((at) => data[4 * at + 1] ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** The same number from 0 to 1 for the same pixel. */
function noise(x: number, y: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return value - Math.floor(value);
}

const pebbles: Paint = (x, y) => {
  const levels = 60 * noise(x >> 2, y >> 2) + 20 * noise(x, y);
  return [90 + levels, 80 + levels, 60 + levels];
};

it("continues a gradient", () => {
  const { clean, image, mask } = covered((x, y) => [60 + x / 3, 200 - y / 3, 120]);
  expect(worst(clean, fill(cv, image, mask), mask)).toBeLessThanOrEqual(4);
});

it("continues a texture with as much contrast, and its tone", () => {
  const { clean, image, mask } = covered(pebbles);
  const filled = fill(cv, image, mask);
  const ratio = deviation(filled, mask) / deviation(clean, mask);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.3);
  const mean = ({ data }: Pixels) =>
    mask.data.reduce((sum, value, at) => sum + (value === 255 ? (data[4 * at] ?? 0) : 0), 0);
  expect(mean(filled) / mean(clean)).toBeCloseTo(1, 1);
});

it("continues fine stripes in line with those around", () => {
  const { clean, image, mask } = covered((x) => (x % 12 < 6 ? [200, 180, 140] : [150, 120, 80]));
  const filled = fill(cv, image, mask);
  const off = [...mask.data.keys()].filter((at) => mask.data[at] === 255);
  const mean =
    off.reduce((sum, at) => sum + Math.abs((clean.data[4 * at] ?? 0) - (filled.data[4 * at] ?? 0)), 0) /
    off.length;
  expect(mean).toBeLessThan(6);
});

it("continues two grounds up to a sharp horizon", () => {
  const { clean, image, mask } = covered((x, y) =>
    y < 120
      ? [120 + y / 4, 170, 230]
      : pebbles(x, y).map((value, channel) => (channel === 2 ? value / 2 : value)),
  );
  const filled = fill(cv, image, mask);
  expect(worst(clean, filled, mask, (_, y) => y < 110)).toBeLessThan(25);
  const below = [...mask.data.keys()].filter((at) => mask.data[at] === 255 && at >= 130 * width);
  const blue = below.reduce((sum, at) => sum + (filled.data[4 * at + 2] ?? 0), 0) / below.length;
  expect(blue).toBeLessThan(90);
});

it("continues the areas of a drawing in their own colours alone", () => {
  const colors = [
    [250, 240, 220],
    [30, 90, 160],
  ] as const;
  const { clean, image, mask } = covered((x) => (x < 170 ? colors[0] : colors[1]));
  const filled = fill(cv, image, mask);
  expect(worst(clean, filled, mask, (x) => Math.abs(x - 170) > 8)).toBeLessThanOrEqual(2);
});

it("leaves nothing of what it paints over, and the rest as it is", () => {
  const { image, mask } = covered((x, y) => pebbles(x, y).map((value) => value * 0.8));
  const filled = fill(cv, image, mask);
  for (let at = 0; at < mask.data.length; at += 1) {
    const [was, is] = [image.data.slice(4 * at, 4 * at + 4), filled.data.slice(4 * at, 4 * at + 4)];
    if (mask.data[at] === 0) expect(is).toEqual(was);
    else expect((is[0] ?? 0) - (is[1] ?? 0)).toBeLessThan(30);
  }
});

it("does not copy from pixels that are transparent", () => {
  const { image, mask } = covered(() => [40, 160, 80]);
  for (let at = 0; at < 100 * width; at += 1) image.data.set([255, 0, 255, 0], 4 * at);
  const filled = fill(cv, image, mask);
  mask.data.forEach((value, at) => {
    if (value > 0) expect([...filled.data.subarray(4 * at, 4 * at + 4)]).toEqual([40, 160, 80, 255]);
  });
});

it("gives the same result every time", () => {
  const { image, mask } = covered(pebbles);
  expect(fill(cv, image, mask)).toEqual(fill(cv, image, mask));
});

it("gives the image back where nothing or everything is marked", () => {
  const { image, mask } = covered(pebbles);
  expect(fill(cv, image, { ...mask, data: new Uint8Array(width * height) })).toBe(image);
  expect(fill(cv, image, { ...mask, data: new Uint8Array(width * height).fill(255) })).toBe(image);
});

it("tells how far it is", () => {
  const { image, mask } = covered(pebbles);
  const told: number[] = [];
  fill(cv, image, mask, (fraction) => told.push(fraction));
  expect(told.length).toBeGreaterThan(2);
  expect(told).toEqual([...told].sort((one, other) => one - other));
  expect(Math.max(...told)).toBeLessThanOrEqual(1);
});

it("takes in the traces beside a mask", () => {
  const data = new Uint8Array(width * height);
  data[130 * width + 180] = 255;
  const { data: wider } = grown(cv, { width, height, data }, 1);
  expect(wider.reduce((sum, value) => sum + value / 255, 0)).toBeGreaterThan(20);
  expect(wider[130 * width + 184]).toBe(0);
});
