import { createRequire } from "node:module";
import type { Pixels } from "@stratify/imaging";
import { beforeAll, describe, expect, it } from "vitest";
import { initialised } from "../worker/initialised.ts";
import { grabCut, longestCut, seed } from "./grab-cut.ts";
import type { OpenCv } from "./open-cv.ts";

let cv: OpenCv;
beforeAll(async () => {
  const require = createRequire(import.meta.url);
  ({ cv } = await initialised(require("@techstark/opencv-js")));
}, 60_000);

const [width, height] = [320, 240];
type Rgb = readonly [number, number, number];

function drawn(color: (x: number, y: number) => Rgb): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    data.set([...color(at % width, Math.floor(at / width)), 255], 4 * at);
  }
  return { width, height, data };
}

function seeds(of: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => of(at % width, Math.floor(at / width)));
}

const grey = (value: number): Rgb => [value, value, value];
const frame = seeds((x, y) => {
  return x >= 16 && x < 304 && y >= 12 && y < 228 ? seed.maybeSubject : seed.background;
});
const middle = seeds((x, y) => {
  if (Math.min(x, y, width - 1 - x, height - 1 - y) <= 2) return seed.background;
  return Math.hypot(x - 160, y - 120) < 80 ? seed.maybeSubject : seed.maybeBackground;
});

describe("a cut of an image that tells its two sides nothing apart", () => {
  const images: readonly (readonly [string, (x: number, y: number) => Rgb])[] = [
    ["white", () => grey(255)],
    ["grey", () => grey(120)],
    ["black", () => grey(0)],
    ["green", () => [60, 160, 60]],
    ["grey of three tones", (x, y) => grey(119 + ((x * 7919 + y * 104_729) % 3))],
    ["blue with one odd pixel", (x, y) => (x === 50 && y === 60 ? [255, 0, 0] : [100, 150, 200])],
    ["two halves", (_, y) => (y < 120 ? [20, 80, 160] : [220, 220, 200])],
    ["stripes of a pixel", (x) => grey(x % 2 === 0 ? 0 : 255)],
    ["stripes", (x) => grey(x % 8 < 4 ? 0 : 255)],
    ["checks of a pixel", (x, y) => grey((x + y) % 2 === 0 ? 10 : 240)],
    ["checks", (x, y) => grey(((x >> 4) + (y >> 4)) % 2 === 0 ? 10 : 240)],
  ];
  it.each(images)("ends, and keeps its seeds: %s", (_, color) => {
    const image = drawn(color);
    const before = process.cpuUsage();
    for (const given of [frame, middle]) {
      const cut = grabCut(cv, image, given, 2);
      expect(cut.data).toEqual(given.map((value) => (value % 2 === 1 ? 255 : 0)));
    }
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(1_000_000);
  });
});

describe("a cut of an image of two colours", () => {
  it("finds the thing of the second colour", () => {
    const inside = (x: number, y: number) => Math.hypot(x - 160, y - 120) < 70;
    const cut = grabCut(
      cv,
      drawn((x, y) => (inside(x, y) ? [20, 80, 160] : grey(255))),
      frame,
      2,
    );
    expect(cut.data).toEqual(seeds((x, y) => (inside(x, y) ? 255 : 0)));
  });

  it("refuses an image that would take too long", () => {
    const data = new Uint8ClampedArray(4 * (longestCut + 1));
    const image = { width: longestCut + 1, height: 1, data };
    expect(() => grabCut(cv, image, new Uint8Array(longestCut + 1), 1)).toThrow(RangeError);
  });
});
