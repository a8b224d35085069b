import { describe, expect, it } from "vitest";
import type { Mask, Pixels } from "./pixels.ts";
import { resampleMask, resamplePixels } from "./resample.ts";

const mask = (width: number, ...data: number[]): Mask => ({
  width,
  height: data.length / width,
  data: Uint8Array.from(data),
});

/** White left of an edge at 0.4 of the width. */
const edge = (width: number, height: number): Mask => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, at) => (at % width < 0.4 * width ? 255 : 0)),
});

describe("resampleMask", () => {
  it("averages by area when it shrinks, also by parts of pixels", async () => {
    const halved = await resampleMask(mask(4, 0, 100, 200, 200, 0, 100, 0, 0), 2, 1);
    expect([...halved.data]).toEqual([50, 100]);
    expect([...(await resampleMask(mask(3, 0, 90, 240), 2, 1)).data]).toEqual([30, 190]);
    expect([...(await resampleMask(mask(5, 10, 20, 30, 40, 50), 1, 1)).data]).toEqual([30]);
  });

  it("keeps the mean when it shrinks far", async () => {
    const noise: Mask = { ...edge(300, 200), data: new Uint8Array(60_000).map((_, at) => (at * 7919) % 256) };
    const small = await resampleMask(noise, 7, 3);
    const mean = (data: Uint8Array) => data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(mean(small.data)).toBeCloseTo(mean(noise.data), 0);
  });

  it("leaves what is plain plain, and an edge without ripples where it was", async () => {
    const large = await resampleMask(edge(10, 4), 70, 30);
    const row = [...large.data.subarray(0, 70)];
    expect(row.slice(0, 21)).toEqual(new Array(21).fill(255));
    expect(row.slice(35)).toEqual(new Array(35).fill(0));
    expect([...row].sort((one, other) => other - one)).toEqual(row);
    expect(row.reduce((sum, value) => sum + value, 0) / 255).toBeCloseTo(28, 0);
  });

  it.each([
    [1, 1, 5, 3],
    [2, 5, 9, 1],
    [1, 7, 1, 20],
    [40, 3, 3, 40],
  ])("goes from %i x %i to %i x %i", async (width, height, toWidth, toHeight) => {
    const full: Mask = { width, height, data: new Uint8Array(width * height).fill(255) };
    const result = await resampleMask(full, toWidth, toHeight);
    expect([result.width, result.height]).toEqual([toWidth, toHeight]);
    expect([...result.data]).toEqual(new Array(toWidth * toHeight).fill(255));
  });

  it("stops between rows when it is cancelled", async () => {
    const controller = new AbortController();
    const scaling = resampleMask(edge(2000, 1500), 6000, 4500, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 40);
    await expect(scaling).rejects.toThrow("enough");
  });
});

describe("resamplePixels", () => {
  const pixels = (width: number, ...data: number[]): Pixels => ({
    width,
    height: data.length / 4 / width,
    data: Uint8ClampedArray.from(data),
  });

  it("lets no hidden colour bleed into an edge", async () => {
    const red = [255, 0, 0, 255];
    const hiddenGreen = [0, 255, 0, 0];
    const small = await resamplePixels(pixels(2, ...red, ...hiddenGreen), 1, 1);
    expect([...small.data]).toEqual([255, 0, 0, 128]);
    const large = await resamplePixels(pixels(2, ...red, ...hiddenGreen), 12, 1);
    for (let at = 0; at < large.data.length; at += 4) expect(large.data[at + 1]).toBe(0);
    expect([...large.data.subarray(0, 4)]).toEqual(red);
  });

  it("brings a smooth picture down and up again", async () => {
    const [width, height] = [96, 64];
    const data = new Uint8ClampedArray(4 * width * height).map((_, at) => {
      const [x, y] = [Math.floor(at / 4) % width, Math.floor(at / 4 / width)];
      return at % 4 === 3 ? 255 : 128 + 90 * Math.sin(x / 9 + (at % 4)) * Math.cos(y / 11);
    });
    const small = await resamplePixels({ width, height, data }, 48, 32);
    const back = await resamplePixels(small, width, height);
    const worst = back.data.reduce((most, value, at) => Math.max(most, Math.abs(value - (data[at] ?? 0))), 0);
    expect(worst).toBeLessThanOrEqual(6);
  });

  it("returns a picture of that size as it is, and changes none", async () => {
    const original = pixels(2, 1, 2, 3, 4, 5, 6, 7, 8);
    expect(await resamplePixels(original, 2, 1)).toBe(original);
    await resamplePixels(original, 5, 5);
    expect([...original.data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
