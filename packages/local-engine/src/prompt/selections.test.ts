import { encodeMaskPng, encodePng, type Mask, type Pixels } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "../engine/create-engine.ts";

const engine = createEngine();
beforeAll(() => useNodeCodecs());
afterAll(() => engine.close());

const [width, height] = [400, 240];
const left = { x: 110, y: 120, radius: 55, color: [205, 60, 50] } as const;
const right = { x: 300, y: 120, radius: 50, color: [60, 70, 190] } as const;

/** Two shaded balls on an uneven ground, and a small one in a corner. */
const third = { x: 372, y: 30, radius: 18, color: [240, 220, 60] } as const;
const balls = [left, right, third];
interface Ball {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const isIn = ({ x, y, radius }: Ball, at: number) =>
  Math.hypot((at % width) - x, Math.floor(at / width) - y) <= radius;

function scene(): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const noise = (Math.imul(at, 2_654_435_761) >>> 24) / 16;
    const ball = balls.find((each) => isIn(each, at));
    const [red, green, blue] = ball ? ball.color : [120, 150, 110];
    data.set([red + noise, green + noise, blue + noise, 255], 4 * at);
  }
  return { width, height, data };
}

function overlap({ data }: Mask, wanted: readonly Ball[]): number {
  let [both, either] = [0, 0];
  data.forEach((value, at) => {
    const truth = wanted.some((ball) => isIn(ball, at));
    if (truth && value > 127) both += 1;
    if (truth || value > 127) either += 1;
  });
  return both / either;
}

const include = ({ x, y }: Ball) => ({ x, y, sign: "include" }) as const;
const exclude = ({ x, y }: Ball) => ({ x, y, sign: "exclude" }) as const;
const boxOf = ({ x, y, radius }: Ball) => ({
  x: x - radius - 3,
  y: y - radius - 3,
  width: 2 * radius + 6,
  height: 2 * radius + 6,
});

describe("what a prompt selects", { timeout: 120_000 }, () => {
  const open = async () => engine.open(await encodePng(scene()));

  it("is the object that was clicked, also where it is not the subject", async () => {
    const session = await open();
    for (const ball of balls) {
      const mask = await session.select({ points: [include(ball)] });
      expect(overlap(mask, [ball])).toBeGreaterThan(0.9);
    }
  });

  it("is what a box holds", async () => {
    const session = await open();
    for (const ball of balls) {
      expect(overlap(await session.select({ box: boxOf(ball) }), [ball])).toBeGreaterThan(0.93);
    }
  });

  it("is what a brush marked, and nothing of what it ruled out", async () => {
    const data = new Uint8Array(width * height).fill(128);
    for (let at = 0; at < data.length; at += 1) {
      if (isIn({ ...left, radius: 25 }, at)) data[at] = 255;
      if (at % width > 200) data[at] = 0;
    }
    const mask = await encodeMaskPng({ width, height, data });
    expect(overlap(await (await open()).select({ mask }), [left])).toBeGreaterThan(0.9);
  });

  it("grows by an object that is clicked too, and loses one that is excluded", async () => {
    const session = await open();
    const points = [include(left), include(right)];
    expect(overlap(await session.select({ points }), [left, right])).toBeGreaterThan(0.9);
    const without = await session.select({ points: [...points, exclude(right)] });
    expect(overlap(without, [left])).toBeGreaterThan(0.9);
  });

  it("loses only what is around an excluded place", async () => {
    const session = await open();
    const points = [include(left)];
    const before = await session.select({ points });
    const after = await session.select({ points: [...points, { x: 20, y: 20, sign: "exclude" }] });
    expect(after).toEqual(before);
  });

  it("is the same after other prompts, when the last point is taken back, and in another session", async () => {
    const session = await open();
    const points = [include(left), exclude(right)];
    const first = await session.select({ points });
    await session.select({ box: boxOf(third) });
    await session.select({ points: [include(right)] });
    expect(await session.select({ points })).toEqual(first);
    const one = await session.select({ points: points.slice(0, 1) });
    expect(await (await open()).select({ points: points.slice(0, 1) })).toEqual(one);
  });

  it("asks for the file once, for as long as the worker lives", async () => {
    const session = await open();
    const steps: string[] = [];
    const onProgress = ({ step }: { readonly step: string }) => void steps.push(step);
    await session.select({ points: [include(left)] }, { onProgress });
    expect(steps).toContain("finding");
    steps.length = 0;
    await session.select({ points: [include(right)] }, { onProgress });
    expect(steps).toEqual(["reading", "cutting", "edges", "edges"]);
  });

  it("goes on after a call was stopped", async () => {
    const session = await open();
    const stop = new AbortController();
    const running = session.select({ box: boxOf(left) }, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error("another prompt")), 20);
    await expect(running).rejects.toThrow("another prompt");
    expect(overlap(await session.select({ box: boxOf(left) }), [left])).toBeGreaterThan(0.93);
  });

  it("refuses an empty prompt and a brushed mask of another size", async () => {
    const session = await open();
    await expect(session.select({})).rejects.toThrow("the prompt is empty");
    await expect(session.select({ points: [] })).rejects.toThrow("the prompt is empty");
    const mask = await encodeMaskPng({ width: 2, height: 2, data: new Uint8Array(4) });
    await expect(session.select({ mask })).rejects.toMatchObject({ code: "size-mismatch" });
  });

  it("narrows a word", async () => {
    const file = await encodePng(scene());
    const found = await engine.segment(file, { word: "red", box: boxOf(left) });
    expect(found?.mask).toBeDefined();
    expect(await engine.segment(file, { word: "red", box: boxOf(right) })).toBeUndefined();
  });
});
