import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { createClient, imageFromBytes, isStratifyError, type JobHandle, type Progress } from "@stratify/core";
import { buildLayerSet, decodeImage, encodePng, type Pixels } from "@stratify/imaging";
import { threadWorker, useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "./engine/create-engine.ts";
import { nodeWorker } from "./engine/node-worker.ts";
import { workSteps } from "./pixels/progress.ts";
import { localProvider } from "./provider.ts";
import { vocabulary } from "./words/vocabulary.ts";

const engine = createEngine();
const provider = localProvider(engine);
const client = createClient({ providers: [provider] });
const at = { provider: "local" } as const;
beforeAll(() => useNodeCodecs());
afterAll(() => engine.close());

/** A white square in the middle of a green ground. */
function square(side: number): Pixels {
  const data = new Uint8ClampedArray(4 * side * side);
  for (let index = 0; index < side * side; index += 1) {
    const far = Math.max(Math.abs((index % side) - side / 2), Math.abs(Math.floor(index / side) - side / 2));
    data.set(far < side / 4 ? [250, 250, 250, 255] : [30, 130 + (index % 9), 40, 255], 4 * index);
  }
  return { width: side, height: side, data };
}

/** Two red balls on a green ground, the right one nearer. */
const scene = ((): Pixels => {
  const [width, height] = [320, 240];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let index = 0; index < width * height; index += 1) {
    const [x, y] = [index % width, Math.floor(index / width)];
    const grain = ((index * 7919) % 13) - 6;
    const left = Math.hypot(x - 80, y - 100) < 45;
    const right = Math.hypot(x - 230, y - 140) < 55;
    const light = 1 - Math.hypot(x - (left ? 65 : 210), y - (left ? 85 : 120)) / 150;
    const ball = [120 + 110 * light, 30 + 60 * light, 30 + 50 * light, 255];
    data.set(left || right ? ball : [60 + grain, 130 + y / 4 + grain, 80 + grain, 255], 4 * index);
  }
  return { width, height, data };
})();

async function image(side = 120) {
  return imageFromBytes(await encodePng(square(side)), "square.png");
}

async function submitted(side?: number): Promise<JobHandle> {
  const { handles } = await client.submit({ task: "cutout" }, await image(side), at);
  if (!handles[0]) throw new Error("the job was not accepted");
  return handles[0];
}

const alphaAt = ({ width, data }: Pixels, x: number, y: number) => data[4 * (y * width + x) + 3];

describe("localProvider", { timeout: 120_000 }, () => {
  it("cuts the subject out, with the image's own colours and its mask", async () => {
    const { layers, failures } = await client.run({ task: "cutout" }, await image(), at);
    expect(failures).toEqual([]);
    expect(layers.map(({ role, format }) => [role, format])).toEqual([
      ["cutout", "png"],
      ["mask", "png"],
    ]);
    const [cutout, mask] = await Promise.all(layers.map(({ bytes }) => decodeImage(bytes)));
    if (!cutout || !mask) throw new Error("two files were expected");
    expect([alphaAt(cutout, 60, 60), alphaAt(cutout, 5, 5)]).toEqual([255, 0]);
    expect([mask.data[4 * (60 * 120 + 60)], mask.data[0]]).toEqual([255, 0]);
    const colors = (pixels: Pixels) => pixels.data.filter((_, index) => index % 4 !== 3);
    expect(colors(cutout)).toEqual(colors(square(120)));
  });

  it("splits by its words, and fills the background in", async () => {
    const keywords = ["subject", "background", "green", "white"];
    const { layers, failures } = await client.run({ task: "split", keywords }, await image(), at);
    expect(failures).toEqual([]);
    expect(layers.map(({ name }) => name).toSorted()).toEqual([
      "background",
      "green",
      "green mask",
      "subject",
      "subject mask",
      "white",
      "white mask",
    ]);
    const background = layers.find(({ name }) => name === "background");
    const pixels = await decodeImage(background?.bytes ?? new Uint8Array());
    expect(pixels.data.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true);
    expect(pixels.data[4 * (60 * 120 + 60)]).toBeLessThan(80);
  });

  it("splits without a word into named objects before a painted background, in depth order", async () => {
    const { data, ...size } = scene;
    const file = imageFromBytes(await encodePng({ ...size, data: data.slice() }), "scene.png");
    const { layers, failures } = await client.run({ task: "split", keywords: [] }, file, at);
    expect(failures).toEqual([]);
    expect(layers.map(({ name, role, depth }) => [name, role, depth])).toEqual([
      ["background", "layer", 0],
      [expect.stringMatching(/left/), "layer", 1],
      [expect.stringMatching(/right/), "layer", 2],
    ]);
    const set = await buildLayerSet(scene, layers);
    expect(set.layers.map(({ name }) => name)).toEqual(["background", "subject-left", "subject-right"]);
    expect(set.unaligned).toEqual([]);
    expect(set.score?.mean).toBeLessThan(0.3);
    const [background] = set.layers;
    const reds = background?.pixels.data.filter((value, index) => index % 4 === 0 && value > 150);
    expect(reds).toHaveLength(0);
  });

  it("makes no more layers than it is asked for", async () => {
    const file = imageFromBytes(await encodePng(scene), "scene.png");
    const split = async (maxLayers: number) => {
      const { layers } = await client.run({ task: "split", keywords: [], maxLayers }, file, at);
      return layers.map(({ name }) => name);
    };
    expect(await split(2)).toEqual(["background", "subject"]);
    expect(await split(1)).toEqual(["subject"]);
  });

  it("says that nothing stands out", async () => {
    const even = { width: 90, height: 90, data: new Uint8ClampedArray(32_400).fill(255) };
    const file = imageFromBytes(await encodePng(even), "even.png");
    const { failures } = await client.run({ task: "split", keywords: [] }, file, at);
    expect(failures).toMatchObject([{ error: { code: "no-output" } }]);
  });

  it("says which word was not found, beside what was", async () => {
    const task = { task: "split", keywords: ["white", "red"] } as const;
    const { layers, failures } = await client.run(task, await image(), at);
    expect(layers.map(({ name }) => name)).toEqual(["white", "white mask"]);
    expect(failures).toMatchObject([
      { keyword: "red", error: { code: "no-output", detail: "nothing red in this picture" } },
    ]);
  });

  it.each([
    ["sky", "no sky in this picture: nothing along its top is blue"],
    ["plants", "no plants in this picture: too little of it has the green and the unevenness of leaves"],
  ])("says why there is no %s", async (word, detail) => {
    const { layers, failures } = await client.run({ task: "split", keywords: [word] }, await image(), at);
    expect(layers).toEqual([]);
    expect(failures).toMatchObject([{ keyword: word, error: { code: "no-output", detail } }]);
  });

  it("refuses an unknown word beside the layers of others, and says which it knows", async () => {
    const run = await client.run({ task: "split", keywords: ["white", "dog"] }, await image(), at);
    expect(run.layers.map(({ name }) => name)).toEqual(["white", "white mask"]);
    const detail = `it knows ${vocabulary.join(", ")}`;
    expect(run.failures).toMatchObject([{ keyword: "dog", error: { code: "invalid-request", detail } }]);
  });

  it("refuses a file that its header tells can't be used", async () => {
    const cut = (await encodePng(square(40))).subarray(0, 20);
    const run = client.run({ task: "cutout" }, imageFromBytes(cut, "cut.png"), at);
    await expect(run).rejects.toMatchObject({ code: "invalid-request", image: "cut.png" });
  });

  it("says what is wrong with a file whose pixels can't be read", async () => {
    const cut = (await encodePng(square(40))).subarray(0, 200);
    const { failures } = await client.run({ task: "cutout" }, imageFromBytes(cut, "cut.png"), at);
    expect(failures).toMatchObject([
      { error: { code: "job-failed", detail: "the picture's file is cut short" } },
    ]);
  });

  it("cuts out and splits what a prompt points at", async () => {
    const prompt = {
      points: [{ x: 60, y: 60, sign: "include" }],
      box: { x: 25, y: 25, width: 70, height: 70 },
    } as const;
    const cutout = await client.run({ task: "cutout", prompt }, await image(), at);
    expect(cutout.layers.map(({ role }) => role)).toEqual(["cutout", "mask"]);
    const mask = await decodeImage(cutout.layers[1]?.bytes ?? new Uint8Array());
    expect([mask.data[4 * (60 * 120 + 60)], mask.data[0]]).toEqual([255, 0]);
    const split = await client.run(
      { task: "split", keywords: ["green", "white"], prompt },
      await image(),
      at,
    );
    expect(split.layers.map(({ name }) => name)).toContain("white");
    const automatic = await client.run({ task: "split", keywords: [], prompt }, await image(), at);
    expect(automatic.layers.map(({ label }) => label)).toEqual(["background", "subject"]);
  });

  it("says that nothing is where an empty prompt points", async () => {
    const prompt = { box: { x: 2, y: 2, width: 10, height: 10 } };
    const task = { task: "split", keywords: ["white"], prompt } as const;
    const { failures } = await client.run(task, await image(), at);
    expect(failures).toMatchObject([
      { error: { code: "no-output", detail: "nothing was found where the prompt points" } },
    ]);
  });

  it("names the step in its progress, and ends a job that hangs without advice to resume it", async () => {
    const scripts = ['require("worker_threads").parentPort.on("message", () => {})'];
    const hanging = createEngine({
      createWorker: () => {
        const script = scripts.shift();
        return script ? threadWorker(new Worker(script, { eval: true })) : nodeWorker();
      },
    });
    const own = createClient({ providers: [localProvider(hanging)] });
    const seen: string[] = [];
    const onProgress = ({ phase, raw }: Progress) => void seen.push(`${phase} ${raw}`);
    // The net looks at a photograph for longer than the client pauses between polls; other steps may lie between two.
    const photo = new URL("../../../test/fixtures/photos/cat.png", import.meta.url);
    const file = imageFromBytes(await readFile(photo), "cat.png");
    const hung = own.run({ task: "cutout" }, file, { ...at, deadline: 300 });
    const behind = own.run({ task: "cutout" }, file, { ...at, onProgress });
    const { error } = (await hung).failures[0] ?? {};
    expect([error?.code, error?.handle]).toEqual(["deadline", undefined]);
    expect(error?.message).not.toMatch(/resume/i);
    expect((await behind).failures).toEqual([]);
    expect(seen).toContain("queued queued");
    expect(seen).toContain("running finding");
    const known: readonly string[] = workSteps.map((step) => `running ${step}`);
    expect(seen.filter((each) => each.startsWith("running ") && !known.includes(each))).toEqual([]);
    await hanging.close();
  });

  it("stops at once when the caller does", async () => {
    await engine.subject(square(60));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 80);
    let from = 0;
    controller.signal.addEventListener("abort", () => {
      from = performance.now();
    });
    const run = await client.run({ task: "cutout" }, await image(900), {
      ...at,
      signal: controller.signal,
    });
    expect(performance.now() - from).toBeLessThan(50);
    expect(run.failures).toMatchObject([{ error: { code: "aborted" } }]);
  });

  it("cancels a job by its handle", async () => {
    const handle = await submitted(900);
    expect(JSON.parse(JSON.stringify(handle))).toEqual(handle);
    await client.cancel(handle);
    await expect(client.wait(handle)).rejects.toMatchObject({ code: "job-canceled" });
  });

  it("delivers a job once, and then knows it no more", async () => {
    const handle = await submitted();
    expect((await client.wait(handle)).layers).toHaveLength(2);
    const again = await client.resume(handle).catch((error: unknown) => error);
    expect(isStratifyError(again) && [again.code, again.image]).toEqual(["not-found", "square.png"]);
  });

  it.each(["coffee", "chelsea", "astronaut"])("cuts a subject out of the photograph %s", async (name) => {
    const file = await readFile(new URL(`../../../test/fixtures/photos/${name}.png`, import.meta.url));
    const { layers } = await client.run({ task: "cutout" }, imageFromBytes(file, name), at);
    const mask = await decodeImage(layers.find(({ role }) => role === "mask")?.bytes ?? new Uint8Array());
    const inside = mask.data.filter((value, index) => index % 4 === 0 && value > 127).length;
    const share = inside / (mask.width * mask.height);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  });
});
