import { encodePng, type Pixels } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WorkStep } from "../pixels/progress.ts";
import { createEngine } from "./create-engine.ts";
import type { WorkOptions } from "./engine.ts";

const engine = createEngine();
let file: Uint8Array;
beforeAll(async () => {
  useNodeCodecs();
  file = await encodePng(image);
});
afterAll(() => engine.close());

/** A red disc on a grainy, greenish gradient. */
const image = disc(320, 240);

function disc(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const grain = ((at * 7919) % 13) - 6;
    const isDisc = Math.hypot(x - 0.55 * width, y - 0.5 * height) < 0.3 * height;
    data.set(isDisc ? [200 + grain, 40, 40, 255] : [60 + x / 6, 130 + y / 4, 120 + grain, 255], 4 * at);
  }
  return { width, height, data };
}

const box = { x: 80, y: 30, width: 190, height: 180 };
const point = { x: 176, y: 120, sign: "include" } as const;

type Work = (options: WorkOptions) => Promise<unknown>;
const works: readonly (readonly [string, Work, readonly WorkStep[]])[] = [
  [
    "a mask of the subject",
    (options) => engine.subject(image, options),
    ["reading", "finding", "cutting", "edges"],
  ],
  [
    "a cut-out",
    (options) => engine.segment(file, "subject", options),
    ["reading", "finding", "cutting", "edges", "writing"],
  ],
  ["a keyword", (options) => engine.segment(file, "red", options), ["reading", "writing"]],
  [
    "a background",
    (options) => engine.segment(file, "background", options),
    ["reading", "finding", "cutting", "painting", "writing"],
  ],
  [
    "an automatic split",
    (options) => engine.split(file, 4, options),
    ["reading", "finding", "edges", "painting", "writing"],
  ],
  [
    "a first prompt",
    (options) => engine.open(file).select({ points: [point] }, options),
    ["reading", "finding", "cutting", "edges"],
  ],
  [
    "a box and a word",
    (options) => engine.segment(file, { box, word: "background" }, options),
    ["reading", "finding", "cutting", "edges", "writing"],
  ],
];

describe("cancelling work at each of its steps", { timeout: 120_000 }, () => {
  it.each(works)("%s reports all its steps", async (_, work, steps) => {
    const seen = new Set<WorkStep>();
    await work({ onProgress: ({ step }) => seen.add(step) });
    expect([...seen]).toEqual(steps);
  });

  it.each(works.flatMap(([name, work, steps]) => steps.map((step) => [name, step, work] as const)))(
    "%s is cancelled at once while %s, and other work is done afterwards",
    async (_, wanted, work) => {
      const controller = new AbortController();
      const reason = new Error("enough");
      let aborted = Number.NaN;
      const running = work({
        signal: controller.signal,
        onProgress: ({ step }) => {
          if (step !== wanted || controller.signal.aborted) return;
          aborted = performance.now();
          controller.abort(reason);
        },
      });
      await expect(running).rejects.toBe(reason);
      expect(performance.now() - aborted).toBeLessThan(100);
      expect((await engine.color(image, "red")).data[120 * 320 + 176]).toBe(255);
    },
  );
});
