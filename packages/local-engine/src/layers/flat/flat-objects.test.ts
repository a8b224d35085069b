import type { Mask, Pixels } from "@stratify/imaging";
import { describe, expect, it } from "vitest";
import { flatObjects } from "./flat-objects.ts";

const [width, height] = [240, 160];
type Rgb = readonly [number, number, number];
/** Signed distance to an outline: below 0 inside. */
type Outline = (x: number, y: number) => number;

const disc =
  (cx: number, cy: number, radius: number): Outline =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;
const box =
  (left: number, top: number, right: number, bottom: number): Outline =>
  (x, y) =>
    Math.max(left - x, x - right, top - y, y - bottom);

/** Draws shapes over a ground, with edges one pixel wide. */
function draw(
  ground: (x: number, y: number) => Rgb,
  ...shapes: readonly (readonly [Outline, Rgb])[]
): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) + 0.5, Math.floor(at / width) + 0.5];
    let color = ground(x, y);
    for (const [outline, own] of shapes) {
      const share = Math.min(1, Math.max(0, 0.5 - outline(x, y)));
      const mix = (channel: 0 | 1 | 2) => color[channel] * (1 - share) + own[channel] * share;
      color = [mix(0), mix(1), mix(2)];
    }
    data.set(color, 4 * at);
  }
  return { width, height, data };
}

const truth = (outline: Outline) =>
  Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(
      255 * Math.min(1, Math.max(0, 0.5 - outline((at % width) + 0.5, Math.floor(at / width) + 0.5))),
    ),
  );

function overlap({ data }: Mask, other: Uint8Array): number {
  let [both, either] = [0, 0];
  data.forEach((value, at) => {
    both += Math.min(value, other[at] ?? 0);
    either += Math.max(value, other[at] ?? 0);
  });
  return both / either;
}

const cream = (): Rgb => [250, 244, 230];
const red: Rgb = [210, 50, 50];
const blue: Rgb = [40, 80, 190];

describe("flatObjects", () => {
  it("finds shapes apart, with their soft edges", () => {
    const shapes = [disc(60, 80, 30), box(140, 50, 200, 110)] as const;
    const found = flatObjects(draw(cream, [shapes[0], red], [shapes[1], blue])) ?? [];
    expect(found).toHaveLength(2);
    for (const shape of shapes) {
      expect(Math.max(...found.map((mask) => overlap(mask, truth(shape))))).toBeGreaterThan(0.99);
    }
  });

  it("keeps a shape in one piece that another one runs across", () => {
    const bar = box(60, 70, 180, 90);
    const found = flatObjects(draw(cream, [bar, red], [disc(120, 80, 20), blue])) ?? [];
    expect(found).toHaveLength(2);
  });

  it("leaves the hole of a ring open, also before a gradient", () => {
    const hoop: Outline = (x, y) => Math.abs(Math.hypot(x - 120, y - 80) - 40) - 10;
    const dusk = (_: number, y: number): Rgb => [60 + y / 2, 30, 120 - y / 3];
    const found = flatObjects(draw(dusk, [hoop, [250, 250, 240]])) ?? [];
    expect(found).toHaveLength(1);
    expect(found[0]?.data[80 * width + 120]).toBe(0);
  });

  it("takes a ground of two bands for the background", () => {
    const bands = (_: number, y: number): Rgb => (y < 110 ? [190, 220, 240] : [90, 150, 90]);
    expect(flatObjects(draw(bands, [disc(120, 100, 30), red]))).toHaveLength(1);
  });

  it("makes one object of the letters of a line", () => {
    const letters = [40, 58, 76, 94].map((x) => [box(x, 60, x + 10, 76), blue] as const);
    expect(flatObjects(draw(cream, ...letters))).toHaveLength(1);
  });

  it("is not for photographs, nor for images of one colour", () => {
    const grain = (x: number, y: number): Rgb => {
      const value = 128 + 60 * Math.sin(x * 12.9898 + y * 78.233);
      return [value, value, value];
    };
    expect(flatObjects(draw(grain))).toBeUndefined();
    expect(flatObjects(draw(cream))).toBeUndefined();
  });
});
