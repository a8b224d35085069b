import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { decodeImage, encodePng, type Mask, maskFromAlpha, type Pixels } from "@stratify/imaging";
import { threadWorker, useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type WorkProgress, workSteps } from "../pixels/progress.ts";
import { createEngine } from "./create-engine.ts";
import { nodeWorker } from "./node-worker.ts";

const engine = createEngine();
beforeAll(() => useNodeCodecs());
afterAll(() => engine.close());

/** A red disc with a soft edge on a grainy, greenish gradient, and the disc's true alpha. */
function disc(width: number, height: number): { image: Pixels; truth: Mask } {
  const [cx, cy, radius] = [width * 0.55, height * 0.5, height * 0.3];
  const data = new Uint8ClampedArray(4 * width * height);
  const alpha = new Uint8Array(width * height);
  for (let index = 0; index < alpha.length; index += 1) {
    const [x, y] = [index % width, Math.floor(index / width)];
    const share = Math.min(1, Math.max(0, radius - Math.hypot(x - cx, y - cy) + 0.5));
    const grain = ((index * 7919) % 13) - 6;
    const behind = [60 + (60 * x) / width + grain, 130 + (60 * y) / height + grain, 120 + grain];
    const front = [200 + grain, 40 + grain, 40 + grain];
    alpha[index] = Math.round(255 * share);
    data.set(
      [0, 1, 2].map((c) => (front[c] ?? 0) * share + (behind[c] ?? 0) * (1 - share)),
      4 * index,
    );
    data[4 * index + 3] = 255;
  }
  return { image: { width, height, data }, truth: { width, height, data: alpha } };
}

/** Share of what either mask holds that both hold. */
function overlap(one: Mask, other: Mask): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  let [both, either] = [0, 0];
  one.data.forEach((value, index) => {
    both += Math.min(value, other.data[index] ?? 0);
    either += Math.max(value, other.data[index] ?? 0);
  });
  return both / either;
}

const { image, truth } = disc(320, 240);

describe("what an engine finds", { timeout: 120_000 }, () => {
  it("finds a subject to within a few percent, with a soft edge", async () => {
    const seen: WorkProgress[] = [];
    const mask = await engine.subject(image, { onProgress: (progress) => seen.push(progress) });
    expect(overlap(mask, truth)).toBeGreaterThan(0.96);
    expect(mask.data.some((value) => value > 40 && value < 215)).toBe(true);
    const order = ({ step }: WorkProgress) => workSteps.indexOf(step);
    expect(seen).toEqual(seen.toSorted((a, b) => a.fraction - b.fraction));
    expect(seen).toEqual(seen.toSorted((a, b) => order(a) - order(b)));
    expect(seen[0]).toEqual({ step: "reading", fraction: 0 });
    expect(seen.at(-1)).toEqual({ step: "edges", fraction: 1 });
  });

  it("keeps the edge sharp at full size", async () => {
    const large = disc(2400, 1800);
    expect(overlap(await engine.subject(large.image), large.truth)).toBeGreaterThan(0.98);
  });

  it("gives the same picture the same mask", async () => {
    expect(await engine.subject(image)).toEqual(await engine.subject(image));
  });

  it("finds nothing in an even picture, and in a single pixel", async () => {
    const even = { width: 50, height: 40, data: new Uint8ClampedArray(8000).fill(120) };
    expect((await engine.subject(even)).data.some((value) => value > 0)).toBe(false);
    const pixel = { width: 1, height: 1, data: Uint8ClampedArray.from([1, 2, 3, 255]) };
    expect((await engine.subject(pixel)).data).toHaveLength(1);
  });

  it.each([
    ["a gradient", (x: number, y: number) => [60 + x / 3, 90 + y / 3, 200 - y / 3]],
    [
      "noise",
      (x: number, y: number) =>
        [0, 1, 2].map((c) => (Math.imul(x * 7919 + y * 104_729 + c * 31, 2_654_435_761) >>> 13) & 255),
    ],
  ])("finds no subject in %s", async (_, color) => {
    const data = new Uint8ClampedArray(4 * 160 * 120).fill(255);
    for (let at = 0; at < 160 * 120; at += 1) data.set(color(at % 160, Math.floor(at / 160)), 4 * at);
    const mask = await engine.subject({ width: 160, height: 120, data });
    expect(mask.data.some((value) => value > 0)).toBe(false);
  });

  it("leaves the hole of a ring open", async () => {
    const data = image.data.slice();
    const ring = truth.data.slice();
    for (let at = 0; at < ring.length; at += 1) {
      const hole = Math.hypot((at % 320) - 176, Math.floor(at / 320) - 120) < 42;
      if (hole) ring[at] = 0;
      if ((ring[at] ?? 0) < 128) data.set([60, 130 + (at % 7), 160], 4 * at);
    }
    expect(overlap(await engine.subject({ ...image, data }), { ...truth, data: ring })).toBeGreaterThan(0.95);
  });

  it("takes all of a logo on nothing for the subject", async () => {
    const data = image.data.map((value, at) => (at % 4 === 3 ? (truth.data[at >> 2] ?? 0) : value));
    expect(overlap(await engine.subject({ ...image, data }), truth)).toBeGreaterThan(0.96);
  });

  it("takes what is transparent for no part of the subject", async () => {
    const data = image.data.slice();
    for (let index = 0; index < truth.data.length; index += 1) {
      if (index % image.width < image.width / 2) data[4 * index + 3] = 0;
    }
    const mask = await engine.subject({ ...image, data });
    const left = mask.data.filter((_, index) => index % image.width < image.width / 2);
    expect(Math.max(...left)).toBe(0);
    expect(Math.max(...mask.data)).toBe(255);
  });

  it("finds a colour by name and not another one", async () => {
    expect(overlap(await engine.color(image, "red"), truth)).toBeGreaterThan(0.96);
    expect((await engine.color(image, "blue")).data.some((value) => value > 0)).toBe(false);
  });

  it("shares the subject out among as many parts as asked for", async () => {
    const subject = await engine.subject(image);
    const parts = await engine.regions(image, 3);
    expect(parts).toHaveLength(3);
    const sum = subject.data.map((_, index) =>
      parts.reduce((total, part) => total + (part.data[index] ?? 0), 0),
    );
    expect(sum).toEqual(subject.data);
    for (const part of parts) expect(part.data.some((value) => value > 0)).toBe(true);
  });

  it("fills the background in behind the subject and leaves the rest alone", async () => {
    const filled = await engine.background(image);
    const centre = 4 * (120 * 320 + 176);
    const [red = 0, green = 0, blue = 0] = filled?.data.subarray(centre) ?? [];
    expect(Math.abs(red - 93) + Math.abs(green - 160) + Math.abs(blue - 120)).toBeLessThan(40);
    expect(filled?.data.subarray(0, 4 * 320 * 20)).toEqual(image.data.subarray(0, 4 * 320 * 20));
    expect(filled?.data.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true);
  });

  it("refuses what makes no sense", async () => {
    await expect(engine.regions(image, 0)).rejects.toThrow("1 to 64 parts, not 0");
    await expect(engine.subject({ ...image, width: 321 })).rejects.toThrow(
      "321 x 240 pixels can't have 307200 bytes",
    );
  });
});

describe("an engine's whole job in its worker", { timeout: 120_000 }, () => {
  it("gives PNG files of what it finds, made of the picture's own pixels", async () => {
    const found = await engine.segment(await encodePng(image), "red");
    const layer = await decodeImage(found?.layer ?? new Uint8Array());
    const mask = maskFromAlpha(layer);
    expect(mask).toEqual(await engine.color(image, "red"));
    expect(await decodeImage(found?.mask ?? new Uint8Array())).toMatchObject({ width: 320, height: 240 });
    // Soft edges hold the layer's part of the source's mixed colors.
    const pure = (at: number) => [0, 255].includes(mask?.data[at >> 2] ?? 0);
    expect(layer.data.every((value, at) => at % 4 === 3 || !pure(at) || value === image.data[at])).toBe(true);
  });

  it("leaves the caller's file as it is, also where it is a piece of a larger one", async () => {
    const png = await encodePng(image);
    const larger = new Uint8Array(png.length + 20).fill(7);
    larger.set(png, 10);
    const before = larger.slice();
    expect(await engine.segment(larger.subarray(10, 10 + png.length), "red")).toBeDefined();
    expect(larger).toEqual(before);
  });

  it("gives nothing for what is not there", async () => {
    expect(await engine.segment(await encodePng(image), "blue")).toBeUndefined();
  });

  it("says what is wrong with a picture, by its code", async () => {
    const png = await encodePng(image);
    const broken = expect(engine.segment(png.subarray(0, 300), "subject"));
    await broken.rejects.toMatchObject({ name: "ImagingError", code: "truncated" });
    expect(await engine.segment(png, "red")).toBeDefined();
  });

  it("refuses a word that it does not know", async () => {
    const asked = engine.segment(await encodePng(image), "dog");
    await expect(asked).rejects.toThrow('"dog" is no word that the local engine knows');
  });

  it("lets go of an aborted job at once, whatever it is at, and does the next one", async () => {
    const file = await encodePng(disc(1600, 1200).image);
    for (const delay of [0, 20, 150, 400]) {
      const controller = new AbortController();
      const reason = new Error(`stopped after ${delay} ms`);
      const running = engine.segment(file, "subject", { signal: controller.signal });
      setTimeout(() => controller.abort(reason), delay);
      await expect(running).rejects.toBe(reason);
      expect(await engine.segment(await encodePng(image), "red")).toBeDefined();
    }
  });
});

describe("how an engine stops", { timeout: 120_000 }, () => {
  it("starts nothing for a call that is aborted already", async () => {
    let started = 0;
    const lazy = createEngine({
      createWorker: () => {
        started += 1;
        return nodeWorker();
      },
    });
    const reason = new Error("changed my mind");
    await expect(lazy.subject(image, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(started).toBe(0);
  });

  it("lets go of an aborted call at once, and does the next one", async () => {
    const large = disc(1600, 1200).image;
    await engine.subject(image);
    const controller = new AbortController();
    const reason = new Error("stop");
    const running = engine.subject(large, { signal: controller.signal }).catch((error: unknown) => error);
    const behind = engine.subject(image);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const from = performance.now();
    controller.abort(reason);
    expect(await running).toBe(reason);
    expect(performance.now() - from).toBeLessThan(50);
    expect(overlap(await behind, truth)).toBeGreaterThan(0.96);
  });

  it("drops a waiting call without touching the one under way", async () => {
    const controller = new AbortController();
    const first = engine.subject(image);
    const waiting = engine.subject(image, { signal: controller.signal });
    controller.abort(new Error("not needed"));
    await expect(waiting).rejects.toThrow("not needed");
    expect(overlap(await first, truth)).toBeGreaterThan(0.96);
  });

  it("tells that work is begun when the work before it has ended", async () => {
    const seen: string[] = [];
    const told = (name: string) => ({
      onProgress: ({ step }: WorkProgress) => void seen.push(`${name} ${step}`),
    });
    await Promise.all([engine.subject(image, told("first")), engine.color(image, "red", told("second"))]);
    expect(seen[0]).toBe("first reading");
    expect(seen.at(-2)).toBe("first edges");
    expect(seen.at(-1)).toBe("second reading");
  });

  it("rejects every call when it is closed, and can be used again", async () => {
    const calls = [engine.subject(image), engine.subject(image)].map((call) =>
      call.catch((error: unknown) => error),
    );
    await engine.close();
    for (const call of calls) {
      expect(await call).toMatchObject({ name: "EngineError", message: "the engine was closed" });
    }
    await engine.subject(image);
  });

  it("ends the call whose progress callback throws, and only that one", async () => {
    const failing = engine.subject(image, {
      onProgress: () => {
        throw new Error("no room on the screen");
      },
    });
    const behind = engine.subject(image);
    await expect(failing).rejects.toThrow("no room on the screen");
    expect(overlap(await behind, truth)).toBeGreaterThan(0.96);
  });

  it("gives its worker's memory back when it has been idle for a while, and then starts anew", async () => {
    let [started, ended] = [0, 0];
    const resting = createEngine({
      idleFor: 50,
      createWorker: () => {
        started += 1;
        const worker = nodeWorker();
        const end = () => {
          ended += 1;
          worker.end();
        };
        return { ...worker, end };
      },
    });
    await resting.color(image, "red");
    expect([started, ended]).toEqual([1, 0]);
    await expect.poll(() => ended).toBe(1);
    expect(overlap(await resting.color(image, "red"), truth)).toBeGreaterThan(0.96);
    expect(started).toBe(2);
    await resting.close();
  });

  it("says that its worker died, and starts a fresh one", async () => {
    const scripts = [
      "process.exit(3)",
      'require("worker_threads").parentPort.on("message", () => { throw new Error("boom"); })',
    ];
    const crashing = createEngine({
      createWorker: () => {
        const script = scripts.shift();
        return script ? threadWorker(new Worker(script, { eval: true })) : nodeWorker();
      },
    });
    await expect(crashing.subject(image)).rejects.toThrow(
      "the local engine's worker ended: it exited with code 3",
    );
    await expect(crashing.subject(image)).rejects.toThrow("the local engine's worker ended: boom");
    expect(overlap(await crashing.subject(image), truth)).toBeGreaterThan(0.96);
    await crashing.close();
  });

  it("says that its worker ran out of memory", async () => {
    const entry = new URL("../worker/node-entry.ts", import.meta.url);
    const small = createEngine({
      createWorker: () => threadWorker(new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: 24 } })),
    });
    await expect(small.subject(image)).rejects.toThrow(/memory/);
  });

  it("lets the process end while it is idle", async () => {
    const script = `
      import { createEngine } from ${JSON.stringify(new URL("../index.ts", import.meta.url).href)};
      const data = new Uint8ClampedArray(4 * 60 * 60).fill(99);
      await createEngine().color({ width: 60, height: 60, data }, "grey");
      console.log("done");`;
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      timeout: 20_000,
    });
    expect((await run).stdout).toBe("done\n");
  }, 25_000);
});
