import { readFile } from "node:fs/promises";
import { createClient, imageFromBytes } from "@stratify/core";
import { decodeImage, encodePng, type Mask, maskFromAlpha, type Pixels } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localProvider } from "../provider.ts";
import { createEngine } from "./create-engine.ts";

const engine = createEngine();
beforeAll(() => useNodeCodecs());
afterAll(() => engine.close());

type Place = readonly [x: number, y: number];
type Rgba = readonly [number, number, number, number];

async function photo(name: string): Promise<Pixels> {
  return decodeImage(await readFile(new URL(`../../../../test/fixtures/photos/${name}`, import.meta.url)));
}

function drawn(width: number, height: number, color: (x: number, y: number) => Rgba): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) data.set(color(at % width, Math.floor(at / width)), 4 * at);
  return { width, height, data };
}

function cropped({ width, data }: Pixels, left: number, top: number, wide: number, high: number): Pixels {
  return drawn(wide, high, (x, y) => {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(4 * ((top + y) * width + left + x));
    return [r, g, b, a];
  });
}

/** Which of the places, in shares of width and height, a mask holds. */
function held({ width, height, data }: Mask, places: readonly Place[]): boolean[] {
  return places.map(([x, y]) => (data[Math.floor(y * height) * width + Math.floor(x * width)] ?? 0) > 127);
}

function expectHeld(mask: Mask, inside: readonly Place[], outside: readonly Place[]) {
  expect(held(mask, inside)).toEqual(inside.map(() => true));
  expect(held(mask, outside)).toEqual(outside.map(() => false));
}

/** Share of what either holds that both hold. */
function overlap(mask: Mask, inside: (x: number, y: number) => boolean): number {
  let [both, either] = [0, 0];
  mask.data.forEach((value, at) => {
    const truth = inside(at % mask.width, Math.floor(at / mask.width));
    if (value > 127 && truth) both += 1;
    if (value > 127 || truth) either += 1;
  });
  return both / either;
}

describe("a dark photograph", { timeout: 120_000 }, () => {
  it("has the subject that it has by day", async () => {
    const day = await photo("coffee.png");
    const night = drawn(day.width, day.height, (x, y) => {
      const [r = 0, g = 0, b = 0] = day.data.subarray(4 * (y * day.width + x));
      return [r * 0.15, g * 0.15, b * 0.17 + 2, 255];
    });
    const [saucer, table]: [Place[], Place[]] = [
      [
        [0.2, 0.6],
        [0.45, 0.35],
        [0.4, 0.85],
        [0.72, 0.6],
      ],
      [
        [0.05, 0.05],
        [0.92, 0.2],
        [0.95, 0.9],
        [0.05, 0.9],
      ],
    ];
    expectHeld(await engine.subject(night), saucer, table);
  });
});

describe("a picture whose colours pass into each other", { timeout: 120_000 }, () => {
  it("has a pavilion for its subject, and no piece of the sky and the lake behind it", async () => {
    const pavilion: Place[] = [
      [0.32, 0.2],
      [0.3, 0.38],
      [0.3, 0.55],
      [0.3, 0.75],
    ];
    const around: Place[] = [
      [0.1, 0.2],
      [0.6, 0.35],
      [0.7, 0.55],
      [0.75, 0.75],
      [0.95, 0.5],
    ];
    expectHeld(await engine.subject(await photo("china.jpg")), pavilion, around);
  });

  it("has a rocket for its subject, and none of the dusk around it", async () => {
    const rocket: Place[] = [
      [0.502, 0.45],
      [0.502, 0.6],
      [0.502, 0.75],
    ];
    const dusk: Place[] = [
      [0.25, 0.1],
      [0.4, 0.5],
      [0.6, 0.5],
      [0.8, 0.3],
    ];
    expectHeld(await engine.subject(await photo("rocket.jpg")), rocket, dusk);
  });
});

describe("a subject that touches the border", { timeout: 120_000 }, () => {
  it("is kept down to the border", async () => {
    const person: Place[] = [
      [0.45, 0.25],
      [0.3, 0.7],
      [0.15, 0.97],
      [0.4, 0.98],
    ];
    const room: Place[] = [
      [0.25, 0.05],
      [0.65, 0.1],
      [0.65, 0.4],
      [0.97, 0.05],
    ];
    expectHeld(await engine.subject(await photo("astronaut.png")), person, room);
  });

  it("may reach in from a side and fill a third of it", async () => {
    const inside = (x: number, y: number) => Math.hypot(x - 310, y - 130) < 110;
    const image = drawn(320, 240, (x, y) => {
      const grain = ((x * 7919 + y * 104_729) % 13) - 6;
      return inside(x, y)
        ? [190 + grain, 90 + grain, 40, 255]
        : [90 + grain, 120 + grain, 150 + grain / 2, 255];
    });
    expect(overlap(await engine.subject(image), inside)).toBeGreaterThan(0.95);
  });
});

describe("a flat-coloured background", { timeout: 120_000 }, () => {
  const inside = (x: number, y: number) => Math.abs(x - 150) + 0.7 * Math.abs(y - 120) < 65;
  it.each<[string, Rgba, Rgba]>([
    ["white", [255, 255, 255, 255], [60, 90, 160, 255]],
    ["black", [0, 0, 0, 255], [200, 180, 60, 255]],
    ["the green of a studio", [0, 177, 64, 255], [214, 170, 150, 255]],
    ["grey, and the thing of a greyish kind as well", [128, 128, 128, 255], [168, 160, 156, 255]],
  ])("of %s is told from the thing before it", async (_, behind, thing) => {
    const mask = await engine.subject(drawn(320, 240, (x, y) => (inside(x, y) ? thing : behind)));
    expect(overlap(mask, inside)).toBeGreaterThan(0.97);
  });
});

describe("a transparent PNG", { timeout: 120_000 }, () => {
  it("keeps its own outline and its own half-transparent edge", async () => {
    const cat = await photo("chelsea.png");
    const alpha = (x: number, y: number) =>
      Math.round(255 * Math.min(1, Math.max(0, (120 - Math.hypot(x - 225, y - 150)) / 8)));
    const sticker = drawn(cat.width, cat.height, (x, y) => {
      const [r = 0, g = 0, b = 0] = cat.data.subarray(4 * (y * cat.width + x));
      return [r, g, b, alpha(x, y)];
    });
    const found = await engine.segment(await encodePng(sticker), "subject");
    const layer = maskFromAlpha(await decodeImage(found?.layer ?? new Uint8Array()));
    expect(layer.data.every((value, at) => value <= alpha(at % cat.width, Math.floor(at / cat.width)))).toBe(
      true,
    );
    expect(overlap(layer, (x, y) => alpha(x, y) > 127)).toBeGreaterThan(0.9);
  });

  it("has nothing to give when all of it is transparent", async () => {
    const clear = drawn(80, 60, () => [90, 40, 200, 0]);
    expect(await engine.segment(await encodePng(clear), "subject")).toBeUndefined();
  });
});

describe("a logo", { timeout: 120_000 }, () => {
  /** A ring, a bar and a dot, of two colours: what letters are made of. */
  const ring = (x: number, y: number) => Math.abs(Math.hypot(x - 95, y - 100) - 42) < 13;
  const bar = (x: number, y: number) => Math.abs(x - 180) < 14 && Math.abs(y - 100) < 55;
  const dot = (x: number, y: number) => Math.hypot(x - 240, y - 130) < 25;
  const any = (x: number, y: number) => ring(x, y) || bar(x, y) || dot(x, y);
  const ink = (x: number, y: number): Rgba => (dot(x, y) ? [230, 120, 20, 255] : [20, 50, 120, 255]);

  it("on white is taken whole, with the hole of its ring open", async () => {
    const logo = drawn(320, 200, (x, y) => (any(x, y) ? ink(x, y) : [255, 255, 255, 255]));
    expect(overlap(await engine.subject(logo), any)).toBeGreaterThan(0.95);
  });

  it("on nothing is taken whole, with the hole of its ring open", async () => {
    const logo = drawn(320, 200, (x, y) => (any(x, y) ? ink(x, y) : [255, 255, 255, 0]));
    expect(overlap(await engine.subject(logo), any)).toBeGreaterThan(0.95);
  });
});

describe("a picture without a clear subject", { timeout: 120_000 }, () => {
  const client = createClient({ providers: [localProvider(engine)] });
  it.each<[string, () => Promise<Pixels>]>([
    ["a cloudless sky", async () => cropped(await photo("china.jpg"), 330, 10, 300, 120)],
    ["bare boards", async () => cropped(await photo("coffee.png"), 490, 120, 110, 200)],
    ["a studio's backdrop", async () => cropped(await photo("astronaut.png"), 305, 20, 60, 120)],
  ])("says so: %s", async (_, picture) => {
    const image = imageFromBytes(await encodePng(await picture()), "nothing.png");
    const { layers, failures } = await client.run({ task: "cutout" }, image, { provider: "local" });
    expect(layers).toEqual([]);
    expect(failures).toMatchObject([
      { error: { code: "no-output", detail: "no subject stands out in this picture" } },
    ]);
  });
});
