import { readFile } from "node:fs/promises";
import { decodeImage, encodePng, maskFromAlpha } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "./create-engine.ts";

const engine = createEngine();
beforeAll(() => useNodeCodecs());
afterAll(() => engine.close());

const read = (photo: string) =>
  readFile(new URL(`../../../../test/fixtures/photos/${photo}`, import.meta.url));

/** The alpha of the layer that a word gives, at places in shares of the picture's width and height. */
async function found(photo: string, word: string) {
  const segmented = await engine.segment(await read(photo), word);
  if (!segmented) throw new Error(`nothing was found for ${word}`);
  const { width, height, data } = maskFromAlpha(await decodeImage(segmented.layer));
  const at = ([x, y]: readonly [number, number]) =>
    data[Math.floor(y * height) * width + Math.floor(x * width)];
  return { at, share: data.reduce((sum, value) => sum + value / 255, 0) / data.length };
}

describe("sky", { timeout: 120_000 }, () => {
  it("is above the lake and around the pavilion, and neither of them", async () => {
    const sky = await found("china.jpg", "sky");
    const high: [number, number][] = [
      [0.05, 0.05],
      [0.2, 0.1],
      [0.48, 0.03],
      [0.6, 0.3],
      [0.95, 0.1],
      [0.08, 0.3],
      [0.55, 0.45],
    ];
    const low: [number, number][] = [
      [0.32, 0.2],
      [0.3, 0.5],
      [0.3, 0.75],
      [0.6, 0.6],
      [0.75, 0.6],
      [0.1, 0.9],
      [0.95, 0.6],
      [0.65, 0.85],
    ];
    expect(high.map(sky.at)).toEqual(high.map(() => 255));
    expect(low.map(sky.at)).toEqual(low.map(() => 0));
    expect(sky.share).toBeGreaterThan(0.32);
    expect(sky.share).toBeLessThan(0.4);
  });

  it("is found at dusk, too, behind the masts", async () => {
    const sky = await found("rocket.jpg", "sky");
    const high: [number, number][] = [
      [0.25, 0.1],
      [0.4, 0.5],
      [0.6, 0.5],
      [0.8, 0.3],
      [0.6, 0.75],
    ];
    const low: [number, number][] = [
      [0.502, 0.5],
      [0.5, 0.9],
      [0.5, 0.98],
      [0.1, 0.05],
    ];
    expect(high.map(sky.at)).toEqual(high.map(() => 255));
    expect(low.map(sky.at)).toEqual(low.map(() => 0));
  });

  it.each(["coffee.png", "chelsea.png", "astronaut.png"])("is not in %s", async (photo) => {
    expect(await engine.segment(await read(photo), "sky")).toBeUndefined();
  });
});

describe("plants", { timeout: 120_000 }, () => {
  it("are the trees before the lake, and not the roofs with their green tiles", async () => {
    const plants = await found("china.jpg", "plants");
    const leaves: [number, number][] = [
      [0.05, 0.55],
      [0.2, 0.85],
      [0.1, 0.95],
      [0.75, 0.78],
      [0.95, 0.5],
    ];
    const others: [number, number][] = [
      [0.32, 0.1],
      [0.3, 0.38],
      [0.3, 0.62],
      [0.5, 0.2],
      [0.75, 0.6],
      [0.4, 0.88],
    ];
    expect(leaves.map(plants.at)).toEqual(leaves.map(() => 255));
    expect(others.map(plants.at)).toEqual(others.map(() => 0));
    expect(plants.share).toBeGreaterThan(0.18);
    expect(plants.share).toBeLessThan(0.3);
  });

  it.each(["coffee.png", "chelsea.png", "astronaut.png", "rocket.jpg"])("are not in %s", async (photo) => {
    expect(await engine.segment(await read(photo), "plants")).toBeUndefined();
  });

  it("are not a wall painted green", async () => {
    const data = Uint8ClampedArray.from(
      { length: 4 * 200 * 150 },
      (_, index) => [70, 120, 60, 255][index % 4] ?? 0,
    );
    expect(
      await engine.segment(await encodePng({ width: 200, height: 150, data }), "plants"),
    ).toBeUndefined();
  });
});

describe("shadows, midtones and highlights", { timeout: 120_000 }, () => {
  it("are dark, between and light, and together all of the picture", async () => {
    const file = await read("coffee.png");
    const { width } = await decodeImage(file);
    const masks = await Promise.all(
      ["shadows", "midtones", "highlights"].map(async (word) => {
        const mask = (await engine.segment(file, word))?.mask;
        return (await decodeImage(mask ?? new Uint8Array())).data.filter((_, index) => index % 4 === 0);
      }),
    );
    const at = (x: number, y: number) => masks.map((mask) => mask[y * width + x]);
    expect(at(30, 30)).toEqual([255, 0, 0]); // the floor in the dark
    expect(at(390, 120)).toEqual([0, 0, 255]); // the cup's lip
    expect(at(300, 150)[1]).toBeGreaterThan(150); // the coffee
    const sums = masks[0]?.map((value, index) => value + (masks[1]?.[index] ?? 0) + (masks[2]?.[index] ?? 0));
    expect(sums?.every((sum) => sum === 255)).toBe(true);
  });
});
