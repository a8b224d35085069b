import { Worker } from "node:worker_threads";
import type { Mask, Pixels } from "@stratify/imaging";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Runs in a thread of its own, because OpenCV takes over the handlers for uncaught errors of wherever it is. */
const script = `
  const { parentPort } = require("node:worker_threads");
  const cv = require(${JSON.stringify(new URL("../../node_modules/@techstark/opencv-js", import.meta.url).pathname)});
  cv.onRuntimeInitialized = async () => {
    const { refine } = await import(${JSON.stringify(new URL("refine.ts", import.meta.url).href)});
    parentPort.on("message", ([image, rough]) => parentPort.postMessage(refine(cv, image, rough)));
    parentPort.postMessage("ready");
  };
`;

let thread: Worker;
beforeAll(async () => {
  thread = new Worker(script, { eval: true, execArgv: [] });
  await new Promise((resolve) => thread.once("message", resolve));
}, 60_000);
afterAll(() => thread.terminate());

function refined(image: Pixels, rough: Mask): Promise<Mask> {
  return new Promise((resolve, reject) => {
    thread.once("error", reject);
    thread.once("message", (mask: Mask) => {
      thread.off("error", reject);
      resolve(mask);
    });
    thread.postMessage([image, rough]);
  });
}

/** A shape of true alpha in brown, before a gradient of blues. */
function scene(width: number, height: number, alphaAt: (x: number, y: number) => number) {
  const alpha = Float32Array.from({ length: width * height }, (_, at) =>
    Math.min(1, Math.max(0, alphaAt(at % width, Math.floor(at / width)))),
  );
  const data = new Uint8ClampedArray(4 * width * height);
  alpha.forEach((value, at) => {
    const across = (at % width) / width;
    const ground = [120 + 80 * across, 160 + 40 * across, 230];
    const noise = ((at * 7919) % 13) - 6;
    [70, 45, 30].forEach((front, channel) => {
      data[4 * at + channel] = value * (front + noise) + (1 - value) * (ground[channel] ?? 0);
    });
    data[4 * at + 3] = 255;
  });
  return { image: { width, height, data }, alpha };
}

/** What a cut at a small size gives: 255 or 0 by the mean of the true alpha. */
function cutSmall(alpha: Float32Array, width: number, height: number, longest = 320): Mask {
  const step = Math.max(width, height) / longest;
  const [columns, rows] = [Math.round(width / step), Math.round(height / step)];
  const data = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      let [sum, count] = [0, 0];
      for (let v = Math.floor(y * step); v < Math.floor((y + 1) * step); v += 1) {
        for (let u = Math.floor(x * step); u < Math.floor((x + 1) * step); u += 1) {
          sum += alpha[v * width + u] ?? 0;
          count += 1;
        }
      }
      data[y * columns + x] = sum > count / 2 ? 255 : 0;
    }
  }
  return { width: columns, height: rows, data };
}

/** Mean absolute difference of alpha over the pixels that `where` picks, 0 to 1. */
function error(mask: Mask, alpha: Float32Array, where: (at: number) => boolean): number {
  let [sum, count] = [0, 0];
  alpha.forEach((value, at) => {
    if (!where(at)) return;
    sum += Math.abs((mask.data[at] ?? 0) / 255 - value);
    count += 1;
  });
  return sum / count;
}

const disc = (x: number, y: number, radius: number, blur: number) => (px: number, py: number) =>
  0.5 + (radius - Math.hypot(px - x, py - y)) / blur;

describe("refine", () => {
  describe("hair on a gradient", () => {
    const [width, height] = [960, 720];
    const away = (at: number) => Math.hypot((at % width) - 480, Math.floor(at / width) - 420);
    const upper = (at: number) => at < 400 * width;
    const { image, alpha } = scene(width, height, (x, y) => {
      const distance = Math.hypot(x - 480, y - 420);
      const angle = Math.atan2(y - 420, x - 480);
      // A strand of 1.5 pixels every 9 pixels of the outline, 18 pixels long, along the upper half.
      const beside = Math.abs(((((angle * 150) % 9) + 9) % 9) - 4.5);
      const strand = y < 420 && distance > 149 && distance < 168 ? 1.25 - beside : 0;
      return Math.max(disc(480, 420, 150, 1)(x, y), strand);
    });
    const bald = { width, height, data: new Uint8Array(alpha.length) };

    it("is found where the rough cut lacks it", async () => {
      const mask = await refined(image, cutSmall(alpha, width, height));
      const among = (at: number) => upper(at) && away(at) > 152 && away(at) < 165;
      expect(error(mask, alpha, among)).toBeLessThan(0.45 * error(bald, alpha, among));
    });

    it("is found to its tips where the rough mask doubts", async () => {
      const rough = cutSmall(alpha, width, height);
      rough.data.forEach((value, at) => {
        const distance = Math.hypot((at % 320) - 160, Math.floor(at / 320) - 140);
        if (value === 0 && distance < 60 && at < 140 * 320) rough.data[at] = 90;
      });
      const mask = await refined(image, rough);
      const among = (at: number) => upper(at) && away(at) > 152 && away(at) < 175;
      expect(error(mask, alpha, among)).toBeLessThan(0.6 * error(bald, alpha, among));
    });
  });

  it.each([4, 8, 14])("keeps an edge soft over %i pixels", async (blur) => {
    const [width, height] = [960, 720];
    const { image, alpha } = scene(width, height, disc(480, 360, 200, blur));
    const mask = await refined(image, cutSmall(alpha, width, height));
    const edge = (at: number) => (alpha[at] ?? 0) > 0.02 && (alpha[at] ?? 0) < 0.98;
    expect(error(mask, alpha, edge)).toBeLessThan(0.09);
  });

  it("keeps a line of one pixel that starts at the object", async () => {
    const [width, height] = [640, 480];
    const { image, alpha } = scene(width, height, (x, y) =>
      Math.max(disc(320, 240, 100, 1)(x, y), y === 240 && x > 400 && x < 428 ? 1 : 0),
    );
    const mask = await refined(image, cutSmall(alpha, width, height));
    const line = mask.data.subarray(240 * width + 421, 240 * width + 425);
    expect(Math.min(...line)).toBeGreaterThan(120);
  });

  it("keeps a straight edge sharp at 12 megapixels", async () => {
    const [width, height] = [4000, 3000];
    const { image, alpha } = scene(width, height, (x) => 2017 - x);
    const rough = cutSmall(alpha, width, height);
    const mask = await refined(image, rough);
    for (const y of [300, 1500, 2700]) {
      const row = mask.data.subarray(y * width, (y + 1) * width);
      expect(row.filter((value) => value > 12 && value < 243).length).toBeLessThanOrEqual(2);
      expect(row.filter((value) => value > 127).length).toBe(2017);
    }
  }, 60_000);

  it("leaves an empty mask empty and a full one full", async () => {
    const { image } = scene(400, 300, () => 0);
    for (const value of [0, 255]) {
      const rough = { width: 320, height: 240, data: new Uint8Array(320 * 240).fill(value) };
      expect((await refined(image, rough)).data.every((alpha) => alpha === value)).toBe(true);
    }
  });

  it("leaves no grey veil where the rough mask doubts far from any outline", async () => {
    const [width, height] = [640, 480];
    const { image, alpha } = scene(width, height, disc(320, 300, 100, 1));
    const rough = cutSmall(alpha, width, height);
    for (let y = 10; y < 60; y += 1) rough.data.fill(90, y * 320 + 20, y * 320 + 90);
    const mask = await refined(image, rough);
    expect(mask.data.subarray(0, 150 * width).every((value) => value === 0)).toBe(true);
  });
});
