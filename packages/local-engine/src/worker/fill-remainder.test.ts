import { readFile } from "node:fs/promises";
import {
  applyMask,
  createLayerMaker,
  decodeImage,
  encodePng,
  type Mask,
  type Pixels,
} from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeWorker } from "../engine/node-worker.ts";

const maker = createLayerMaker({ createWorker: nodeWorker });
beforeAll(() => useNodeCodecs());
afterAll(() => maker.close());

const [width, height] = [900, 600];
/** A disc, and a line of two pixels. */
const isFront = (x: number, y: number) => Math.hypot(x - 300, y - 300) < 150 || Math.abs(x - 700) < 1;

/** A red disc and a thin red line before a green wall that is darker below. */
function wall(): { readonly source: Pixels; readonly front: Mask } {
  const data = new Uint8ClampedArray(4 * width * height);
  const mask = new Uint8Array(width * height);
  for (let at = 0; at < mask.length; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    mask[at] = isFront(x, y) ? 255 : 0;
    data.set(isFront(x, y) ? [200, 30, 30, 255] : [40, 200 - y / 6, 60, 255], 4 * at);
  }
  return { source: { width, height, data }, front: { width, height, data: mask } };
}

it("paints the wall where the layer was, also behind thin parts, and still adds up to the source", async () => {
  const { source, front } = wall();
  let remainder = new Uint8Array();
  const manifest = await maker.make(
    {
      source: await encodePng(source),
      results: [{ name: "front", role: "layer", bytes: await encodePng(applyMask(source, front)) }],
      about: {
        source: { name: "wall.png" },
        provider: { id: "acme", name: "Acme" },
        task: { kind: "split", keywords: ["front"] },
        jobs: [],
      },
      fillRemainder: true,
      export: { psd: "none", masks: false },
    },
    {
      onFile({ path, bytes }) {
        if (path === "remainder.png") remainder = new Uint8Array(bytes);
      },
    },
  );
  expect(manifest.score?.mean).toBe(0);
  const filled = await decodeImage(remainder);
  let [worst, holes] = [0, 0];
  for (let at = 0; at < front.data.length; at += 1) {
    const [red = 0, green = 0, blue = 0, alpha] = filled.data.subarray(4 * at, 4 * at + 4);
    if (alpha !== 255) holes += 1;
    const behind = 200 - Math.floor(at / width) / 6;
    worst = Math.max(worst, Math.abs(red - 40), Math.abs(green - behind), Math.abs(blue - 60));
  }
  expect(holes).toBe(0);
  expect(worst).toBeLessThan(45);
});

it("gives the same remainder every time", async () => {
  const coffee = await readFile(new URL("../../../../test/fixtures/photos/coffee.png", import.meta.url));
  const source = await decodeImage(coffee);
  const half = {
    ...source,
    data: source.data.map((value, at) => (at % 4 === 3 && at % 2400 < 900 ? 0 : value)),
  };
  const make = async () => {
    const files: Uint8Array[] = [];
    await maker.make(
      {
        source: coffee,
        results: [{ name: "right", role: "layer", bytes: await encodePng(half) }],
        about: {
          source: { name: "coffee" },
          provider: { id: "acme", name: "Acme" },
          task: { kind: "cutout" },
          jobs: [],
        },
        fillRemainder: true,
      },
      { onFile: ({ bytes }) => void files.push(bytes) },
    );
    return files;
  };
  expect(await make()).toEqual(await make());
});
