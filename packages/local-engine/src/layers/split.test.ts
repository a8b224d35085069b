import { decodeImage, encodePng, type Pixels } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "../engine/create-engine.ts";

const engine = createEngine();
beforeAll(() => useNodeCodecs());
afterAll(() => engine.close());

const [width, height] = [360, 240];
type Rgb = readonly [number, number, number];

/** A grainy ground with what `front` gives before it. */
function scene(front: (x: number, y: number) => Rgb | undefined): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const grain = ((at * 7919) % 17) - 8;
    const color = front(x, y) ?? [96 + grain, 128 + y / 6 + grain, 104 + grain];
    data.set(color, 4 * at);
  }
  return { width, height, data };
}

/** A ball, lit from the top left. */
const ball = (cx: number, cy: number, radius: number, color: Rgb) => (x: number, y: number) => {
  if (Math.hypot(x - cx, y - cy) > radius) return undefined;
  const light = 1.15 - Math.hypot(x - cx + radius / 3, y - cy + radius / 3) / (1.8 * radius);
  return [color[0] * light, color[1] * light, color[2] * light] as const;
};

describe("split", { timeout: 120_000 }, () => {
  it("parts two objects that overlap, the nearer one on top", async () => {
    const [far, near] = [ball(150, 105, 62, [60, 90, 220]), ball(222, 140, 56, [230, 60, 40])];
    const image = scene((x, y) => near(x, y) ?? far(x, y));
    const steps: string[] = [];
    const { layers, background } = await engine.split(await encodePng(image), 8, {
      onProgress: ({ step }) => steps.push(step),
    });
    expect(layers.map(({ name }) => name)).toHaveLength(2);
    const [below, above] = await Promise.all(layers.map(({ mask }) => decodeImage(mask)));
    const held = (mask: Pixels | undefined, x: number, y: number) => mask?.data[4 * (y * width + x)] ?? 0;
    expect([held(below, 110, 100), held(below, 240, 150)]).toEqual([255, 0]);
    expect([held(above, 110, 100), held(above, 240, 150)]).toEqual([0, 255]);
    const painted = await decodeImage(background ?? new Uint8Array());
    const [red = 255, , blue = 255] = painted.data.subarray(4 * (140 * width + 222));
    expect(Math.max(red, blue)).toBeLessThan(150);
    expect(steps).toContain("finding");
    expect(steps).toContain("painting");
  });

  it("keeps an object of one colour in one piece", async () => {
    const image = scene(ball(180, 120, 70, [220, 170, 40]));
    const { layers } = await engine.split(await encodePng(image), 8);
    expect(layers.map(({ name }) => name)).toEqual(["subject"]);
  });

  it("gives the same layers every time, and at most as many as asked for", async () => {
    const [one, other] = [ball(80, 110, 50, [220, 60, 50]), ball(270, 130, 60, [60, 80, 210])];
    const file = await encodePng(scene((x, y) => one(x, y) ?? other(x, y)));
    expect(await engine.split(file, 8)).toEqual(await engine.split(file, 8));
    expect((await engine.split(file, 1)).layers).toHaveLength(1);
  });

  it("refuses numbers of layers that it does not make", async () => {
    const file = await encodePng(scene(() => undefined));
    await expect(engine.split(file, 0)).rejects.toThrow("1 to 16 layers");
    await expect(engine.split(file, 17)).rejects.toThrow("1 to 16 layers");
  });
});
