import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsOf } from "../pixels/bounds.ts";
import { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { cropMask } from "../pixels/trim.ts";
import { maskOverview } from "./mask-overview.ts";
import { recompose } from "./recompose.ts";
import { recompositionScore } from "./recomposition-score.ts";
import { type FillRemainder, takeLayers } from "./take-layers.ts";

function layersOf(source: Pixels, masks: readonly Mask[], fill?: FillRemainder) {
  const parts = masks.flatMap((mask, index) => {
    const bounds = boundsOf(mask);
    if (!bounds) return [];
    const cut = cropMask(mask, bounds);
    return [{ index, bounds, mask: cut, overview: maskOverview(cut, bounds, source) }];
  });
  return takeLayers(source, parts, fill && { fill });
}

async function stackOf(source: Pixels, masks: readonly Mask[]) {
  const { layers, remainder } = await layersOf(source, masks);
  const stack = layers.flatMap(({ layer }) => layer ?? []);
  return remainder ? [remainder, ...stack] : stack;
}

function mask(width: number, height: number, value: (x: number, y: number) => number): Mask {
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) data[at] = value(at % width, Math.floor(at / width));
  return { width, height, data };
}

function picture(width: number, height: number, color: (x: number, y: number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = color(at % width, Math.floor(at / width));
    data.set([red, green, blue, alpha], 4 * at);
  }
  return { width, height, data };
}

/** A disc whose edge is soft over `blur` pixels. */
const disc = (x: number, y: number, radius: number, blur: number) => (px: number, py: number) =>
  Math.max(0, Math.min(255, Math.round(255 * (0.5 + (radius - Math.hypot(px - x, py - y)) / blur))));

/** Any picture with any masks on it: noise or shapes, sharp or soft, apart or over each other. */
const scenes = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) })
  .chain(({ width, height }) => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const noise = bytes(width * height).map((data): Mask => ({ width, height, data }));
    const within = (most: number) => fc.double({ min: -5, max: most + 5, noNaN: true });
    const shape = fc
      .tuple(within(width), within(height), within(30), fc.double({ min: 0.5, max: 30, noNaN: true }))
      .map(([x, y, radius, blur]) => mask(width, height, disc(x, y, radius, blur)));
    return fc.record({
      opaque: bytes(4 * width * height).map((data): Pixels => {
        const colors = Uint8ClampedArray.from(data, (byte, at) => (at % 4 === 3 ? 255 : byte));
        return { width, height, data: colors };
      }),
      alpha: noise,
      masks: fc.array(fc.oneof(noise, shape), { minLength: 1, maxLength: 5 }),
    });
  });

describe("takeLayers", () => {
  it("takes an opaque picture apart so that it can be put together again", async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async ({ opaque, masks }) => {
        const { mean, max, channels } = await recompositionScore(
          opaque,
          await stackOf(opaque, masks),
          new Pace(),
        );
        expect(mean).toBeLessThanOrEqual(1);
        expect(max).toBeLessThanOrEqual(3);
        expect(channels.alpha.max).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("does so with a picture that is transparent here and there", async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async ({ opaque, alpha, masks }) => {
        const data = opaque.data.map((byte, at) => (at % 4 === 3 ? (alpha.data[at >> 2] ?? 0) : byte));
        const source = { ...opaque, data };
        const { mean, max } = await recompositionScore(source, await stackOf(source, masks), new Pace());
        expect(mean).toBeLessThanOrEqual(1);
        expect(max).toBeLessThanOrEqual(6);
      }),
      { numRuns: 300 },
    );
  });

  it("changes neither picture nor masks", async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async ({ opaque, masks }) => {
        const before = structuredClone({ opaque, masks });
        await layersOf(opaque, masks, async (pixels) => pixels);
        expect({ opaque, masks }).toEqual(before);
      }),
    );
  });

  it("gives exactly the source's pixels where masks are hard", async () => {
    const source = picture(30, 20, (x, y) => [x * 8, y * 12, (x * y) % 256]);
    const stack = await stackOf(source, [
      mask(30, 20, (x, y) => (x > 4 && x < 20 && y > 3 && y < 15 ? 255 : 0)),
      mask(30, 20, (x, y) => (x > 8 && x < 12 && y > 5 && y < 9 ? 255 : 0)),
    ]);
    expect(stack.map(({ bounds }) => bounds)).toEqual([
      { x: 0, y: 0, width: 30, height: 20 },
      { x: 5, y: 4, width: 15, height: 11 },
      { x: 9, y: 6, width: 3, height: 3 },
    ]);
    expect(recompose(stack, 30, 20)).toEqual(source);
    const upper = recompose(stack.slice(2), 30, 20);
    expect([...upper.data.subarray(4 * (6 * 30 + 9), 4 * (6 * 30 + 10))]).toEqual([72, 72, 54, 255]);
  });

  it("leaves nothing behind complementary masks, however soft their edge", async () => {
    const soft = mask(60, 60, disc(30, 30, 15, 9));
    const rest = mask(60, 60, (x, y) => 255 - (soft.data[60 * y + x] ?? 0));
    const source = picture(60, 60, (x, y) => [3 * x, 4 * y, 90]);
    const { layers, remainder } = await layersOf(source, [rest, soft]);
    expect(remainder).toBeUndefined();
    expect(layers.map(({ of }) => of.index)).toEqual([0, 1]);
    expect(layers[0]?.layer?.pixels.data[3]).toBe(255);
    const stack = layers.flatMap(({ layer }) => layer ?? []);
    const { mean, max } = await recompositionScore(source, stack, new Pace());
    expect(mean).toBeLessThan(0.1);
    expect(max).toBeLessThanOrEqual(2);
  });

  it("fills behind the layers, and what can be seen stays as it is", async () => {
    const source = picture(60, 60, (x, y) => [3 * x, 4 * y, 90]);
    const soft = mask(60, 60, disc(30, 30, 12, 6));
    const rest = mask(60, 60, (x, y) => 255 - (soft.data[60 * y + x] ?? 0));
    const green = picture(60, 60, () => [0, 200, 0]);
    const asked: Mask[] = [];
    const fill: FillRemainder = async (_, hole) => {
      asked.push(hole);
      return green;
    };
    for (const masks of [[soft], [soft, rest]]) {
      const { layers, remainder } = await layersOf(source, masks, fill);
      const behind = recompose(remainder ? [remainder] : [], 60, 60);
      expect([...behind.data.subarray(4 * (30 * 60 + 30), 4 * (30 * 60 + 31))]).toEqual([0, 200, 0, 255]);
      const stack = [...(remainder ? [remainder] : []), ...layers.flatMap(({ layer }) => layer ?? [])];
      expect((await recompositionScore(source, stack, new Pace())).max).toBeLessThanOrEqual(2);
    }
    const edge = soft.data.map((value) => (value > 0 ? 255 : 0));
    expect(asked.map(({ data }) => data)).toEqual([edge, edge]);
  });

  it("asks for no fill that a painted backdrop would hide", async () => {
    const source = picture(60, 60, (x, y) => [3 * x, 4 * y, 90]);
    const soft = mask(60, 60, disc(30, 30, 12, 6));
    const rest = mask(60, 60, (x, y) => 255 - (soft.data[60 * y + x] ?? 0));
    const bounds = { x: 0, y: 0, width: 60, height: 60 };
    const part = (data: Mask) => ({ bounds, mask: data, overview: maskOverview(data, bounds, source) });
    const painted = { ...part(rest), behind: picture(60, 60, () => [0, 77, 0]) };
    let asked = 0;
    const fill: FillRemainder = async () => {
      asked += 1;
      return picture(60, 60, () => [0, 200, 0]);
    };
    for (const [backdrop, green] of [
      [part(rest), 200],
      [painted, 77],
    ] as const) {
      const { layers, remainder } = await takeLayers(source, [part(soft), backdrop], { fill });
      const below = [remainder, layers[0]?.layer].flatMap((layer) => layer ?? []);
      expect([
        ...recompose(below, 60, 60)
          .data.subarray(4 * (30 * 60 + 30))
          .subarray(0, 4),
      ]).toEqual([0, green, 0, 255]);
    }
    expect(asked).toBe(1);
  });

  it("stops when it is told to", async () => {
    const source = picture(60, 60, () => [1, 2, 3]);
    const all = mask(60, 60, () => 255);
    const bounds = { x: 0, y: 0, width: 60, height: 60 };
    const parts = [1, 2, 3].map(() => ({ bounds, mask: all, overview: maskOverview(all, bounds, source) }));
    const controller = new AbortController();
    const stopped = takeLayers(source, parts, {
      signal: controller.signal,
      each: () => controller.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
  });
});

describe("soft edges", () => {
  const size = 120;
  const object = picture(size, size, (x, y) => [200 + 30 * Math.sin(x / 9), 60 + 20 * Math.cos(y / 7), 40]);
  const ground = picture(size, size, (x, y) => [30 + x, 140 + 40 * Math.sin((x + y) / 11), 250 - y]);
  const thin = (x: number, y: number) => disc(60, y, 2, 4)(x, y);

  function over(layer: Pixels, alpha: Mask, below: readonly number[] | Pixels): Pixels {
    return picture(size, size, (x, y) => {
      const at = y * size + x;
      const share = (alpha.data[at] ?? 0) / 255;
      return [0, 1, 2].map((channel) => {
        const back = "data" in below ? (below.data[4 * at + channel] ?? 0) : (below[channel] ?? 0);
        return Math.round((layer.data[4 * at + channel] ?? 0) * share + back * (1 - share));
      });
    });
  }

  /** Mean difference over the pixels at which the mask is soft. */
  function edgeError(one: Pixels, other: Pixels, { data }: Mask): number {
    let [sum, count] = [0, 0];
    for (let at = 0; at < data.length; at += 1) {
      if (data[at] === 0 || data[at] === 255) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        sum += Math.abs((one.data[4 * at + channel] ?? 0) - (other.data[4 * at + channel] ?? 0));
        count += 1;
      }
    }
    return sum / count;
  }

  const shapes = [
    ["a sharp disc", disc(60, 60, 35, 1.5)],
    ["a soft disc", disc(60, 60, 35, 12)],
    ["a blurred disc", disc(60, 60, 30, 45)],
    ["a hair", thin],
  ] as const;
  const grounds = [
    ["white", [255, 255, 255]],
    ["black", [0, 0, 0]],
    ["magenta", [255, 0, 255]],
  ] as const;

  it.each(shapes.flatMap(([name, shape]) => grounds.map((on) => [name, on[0], shape, on[1]] as const)))(
    "of %s have no halo on %s",
    async (_, __, shape, color) => {
      const alpha = mask(size, size, shape);
      const source = over(object, alpha, ground);
      const { layers, remainder } = await layersOf(source, [alpha]);
      const layer = layers[0]?.layer;
      if (!layer || !remainder) throw new Error("there is no layer");
      const below = picture(size, size, () => color);
      const whole = { x: 0, y: 0, width: size, height: size };
      const truth = over(object, alpha, color);
      const ours = recompose([{ bounds: whole, pixels: below }, layer], size, size);
      const plain = over(source, alpha, color);
      const [error, plainError] = [edgeError(ours, truth, alpha), edgeError(plain, truth, alpha)];
      expect(error).toBeLessThan(4);
      expect(error).toBeLessThan(plainError / 4);
      // Nor is there one of the object in what is left.
      const left = recompose([remainder], size, size);
      let [worst, pixels] = [0, 0];
      for (let at = 0; at < alpha.data.length; at += 1) {
        if ((alpha.data[at] ?? 0) === 0 || (alpha.data[at] ?? 0) > 200) continue;
        pixels += 1;
        worst += Math.abs((left.data[4 * at] ?? 0) - (ground.data[4 * at] ?? 0));
      }
      expect(worst / pixels).toBeLessThan(12);
    },
  );
});
