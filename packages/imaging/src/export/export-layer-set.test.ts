import { readFile } from "node:fs/promises";
import Psd from "@webtoon/psd";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { setCodecs } from "../codec/codecs.ts";
import { decodeImage } from "../codec/decode-image.ts";
import { encodeMaskPng, encodePng } from "../codec/encode-png.ts";
import { recompose } from "../compose/recompose.ts";
import { buildLayerSet, type LayerSet } from "../layer-set.ts";
import { loadWasm } from "../node.ts";
import type { Bounds } from "../pixels/bounds.ts";
import { applyMask } from "../pixels/masks.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { type ExportedFile, type ExportOptions, exportLayerSet } from "./export-layer-set.ts";
import { layerSetPsd } from "./layer-set-psd.ts";
import type { LayerSetAbout } from "./manifest.ts";

beforeAll(() => setCodecs(loadWasm));

const [width, height] = [64, 40];
const source: Pixels = {
  width,
  height,
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 13) % 251,
  ),
};

function disc(x: number, y: number, radius: number): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const distance = Math.hypot((at % width) - x, Math.floor(at / width) - y);
    return Math.max(0, Math.min(255, Math.round(255 * (0.5 + (radius - distance) / 3))));
  });
  return { width, height, data };
}

const cutout = (mask: Mask) => encodePng(applyMask(source, mask));

const about: LayerSetAbout = {
  source: { name: "photo.jpg", sha256: "0".repeat(64) },
  provider: { id: "figur", name: "FIGUR" },
  task: { kind: "split", keywords: ["Hund", "犬 🐕"] },
  jobs: [{ id: "j1", keyword: "Hund" }, { id: "j2" }],
  cost: { amount: 2, unit: "credits" },
};

async function someSet(): Promise<LayerSet> {
  const dog = await cutout(disc(20, 20, 12));
  return buildLayerSet(source, [
    { name: "Hund", role: "layer", keyword: "Hund", job: "j1", label: "dog", bytes: dog },
    { name: "犬 🐕", role: "layer", keyword: "犬 🐕", job: "j2", bytes: await cutout(disc(50, 12, 9)) },
    { name: "again", role: "layer", job: "j2", bytes: dog },
    { name: "on sand", role: "composite", job: "j3", bytes: await encodePng(source) },
    { name: "page", role: "layer", job: "j4", bytes: new TextEncoder().encode("<html>") },
    { name: "spot", role: "layer", job: "j5", bytes: new TextEncoder().encode("<body>") },
    { name: "spot mask", role: "mask", job: "j5", bytes: await encodeMaskPng(disc(5, 33, 4)) },
  ]);
}

async function filesOf(set: LayerSet, options?: ExportOptions): Promise<Map<string, Uint8Array>> {
  const files: ExportedFile[] = [];
  for await (const file of exportLayerSet(set, about, options)) files.push(file);
  expect(files.at(-1)?.path).toBe("manifest.json");
  const byPath = new Map(files.map(({ path, bytes }) => [path, bytes]));
  expect(byPath.size).toBe(files.length);
  return byPath;
}

const picture = (files: Map<string, Uint8Array>, path: string) =>
  decodeImage(files.get(path) ?? new Uint8Array());
const jsonOf = (files: Map<string, Uint8Array>) =>
  JSON.parse(new TextDecoder().decode(files.get("manifest.json")));

describe("exportLayerSet", () => {
  it("gives pictures as large as the source, which lie in place wherever they are put", async () => {
    const set = await someSet();
    const before = structuredClone(set);
    const files = await filesOf(set, { recomposed: true });
    expect([...files.keys()]).toEqual([
      "remainder.png",
      "remainder-mask.png",
      "Hund.png",
      "Hund-mask.png",
      "犬-🐕.png",
      "犬-🐕-mask.png",
      "spot.png",
      "spot-mask.png",
      "on-sand.png",
      "unused/spot",
      "duplicates/again.png",
      "unaligned/page",
      "recomposed.png",
      "layers.psd",
      "manifest.json",
    ]);
    const bounds = { x: 0, y: 0, width, height };
    const parts = ["remainder.png", "Hund.png", "犬-🐕.png", "spot.png"].map(async (path) => ({
      bounds,
      pixels: await picture(files, path),
    }));
    const drawn = recompose(await Promise.all(parts), width, height);
    expect(await picture(files, "recomposed.png")).toEqual(drawn);
    for (let at = 0; at < drawn.data.length; at += 1) {
      expect(Math.abs((drawn.data[at] ?? 0) - (source.data[at] ?? 0))).toBeLessThanOrEqual(2);
    }
    const dog = await picture(files, "Hund.png");
    const mask = await picture(files, "Hund-mask.png");
    for (let at = 0; at < dog.data.length; at += 4) {
      const alpha = dog.data[at + 3] ?? 0;
      expect([...mask.data.subarray(at, at + 4)]).toEqual([alpha, alpha, alpha, 255]);
      // Nothing of the rest of the picture hides in a layer's file.
      if (alpha === 0) expect([...dog.data.subarray(at, at + 3)]).toEqual([0, 0, 0]);
    }
    expect(set).toEqual(before);
  });

  it("cuts them to their bounds when asked", async () => {
    const set = await someSet();
    const files = await filesOf(set, { trim: true });
    const manifest = jsonOf(files);
    expect(manifest.trimmed).toBe(true);
    for (const { file, mask, bounds } of manifest.layers) {
      for (const path of [file, mask]) {
        const { width, height } = await picture(files, path);
        expect([width, height]).toEqual([bounds.width, bounds.height]);
      }
    }
  });

  it("writes a manifest that its schema describes, and that names every file", async () => {
    const path = new URL("../../schema/manifest.schema.json", import.meta.url);
    const valid = new Ajv2020({ strict: true, allErrors: true }).compile(
      JSON.parse(await readFile(path, "utf8")),
    );
    const set = await someSet();
    const none = await buildLayerSet(source, []);
    const bare = await filesOf(set, { psd: "none", masks: false });
    expect([...bare.keys()].filter((path) => /-mask|\.psd/.test(path))).toEqual([]);
    for (const files of [
      await filesOf(set),
      await filesOf(set, { recomposed: true }),
      bare,
      await filesOf(none),
    ]) {
      const manifest = jsonOf(files);
      expect(valid(manifest), JSON.stringify(valid.errors)).toBe(true);
      const named = [
        ...manifest.layers.flatMap((layer: { file: string; mask?: string; unused?: { file: string } }) => {
          return [layer.file, layer.mask, layer.unused?.file];
        }),
        ...[...manifest.composites, ...manifest.duplicates, ...manifest.unaligned].map(({ file }) => file),
        ...[manifest.psd, manifest.recomposed, "manifest.json"],
      ].filter(Boolean);
      expect(named.sort()).toEqual([...files.keys()].sort());
    }
    expect(jsonOf(await filesOf(set))).toMatchObject({
      ...about,
      source: { name: "photo.jpg", width, height },
      layers: [
        { name: "remainder", role: "remainder", bounds: { x: 0, y: 0, width, height } },
        {
          name: "Hund",
          keyword: "Hund",
          label: "dog",
          job: "j1",
          maskFrom: "alpha",
          bounds: set.layers[0]?.bounds,
        },
        { name: "犬-🐕", keyword: "犬 🐕", job: "j2" },
        { name: "spot", job: "j5", maskFrom: "provider", unused: { file: "unused/spot" } },
      ],
      duplicates: [{ name: "again", of: "Hund", job: "j2", file: "duplicates/again.png" }],
      unaligned: [{ name: "page", role: "layer", file: "unaligned/page" }],
      score: set.score,
    });
  });

  it("stops when it is told to", async () => {
    const controller = new AbortController();
    const files = exportLayerSet(await someSet(), about, { signal: controller.signal });
    await files.next();
    controller.abort(new Error("enough"));
    await expect(files.next()).rejects.toThrow("enough");
  });
});

/** What these tests read of a layer; the reader's own types can't be resolved by NodeNext. */
interface ReadLayer {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  composite(effect: boolean, composed: boolean): Promise<Uint8ClampedArray>;
  userMask(): Promise<Uint8Array | undefined>;
}

/** The pixels with nothing where nothing is visible. */
const visible = ({ data }: Pixels) => data.map((byte, at) => (data[at - (at % 4) + 3] === 0 ? 0 : byte));

/** As another program reads it, bottom to top. */
async function readPsd(bytes: Uint8Array) {
  const psd = Psd.parse(new Uint8Array(bytes).buffer);
  const read: readonly ReadLayer[] = psd.layers;
  const layers: { name: string; bounds: Bounds; data: Uint8ClampedArray; mask: Uint8Array | undefined }[] =
    [];
  for (const layer of read.toReversed()) {
    const { name, left, top, width, height } = layer;
    const bounds = { x: left, y: top, width, height };
    const data = await layer.composite(false, false);
    layers.push({ name, bounds, data, mask: await layer.userMask() });
  }
  const whole: Uint8ClampedArray = await psd.composite();
  return { width: psd.width, height: psd.height, layers, whole };
}

describe("layerSetPsd", () => {
  it("is read by another program with the same layers, names, bounds and pixels", async () => {
    const set = await someSet();
    const psd = await readPsd(await layerSetPsd(set, "baked"));
    expect(psd).toMatchObject({ width, height });
    const parts = set.remainder ? [set.remainder, ...set.layers] : [];
    expect(psd.layers).toEqual(
      parts.map(({ name, keyword, bounds, pixels }) => ({
        name: keyword ?? name,
        bounds,
        data: visible(pixels),
        mask: undefined,
      })),
    );
    expect(psd.whole).toEqual(recompose(parts, width, height).data);
  });

  it("holds the source's colour profile, and is otherwise the same", async () => {
    const set = await someSet();
    for (const length of [501, 502]) {
      const icc = Uint8Array.from({ length }, (_, at) => at % 251);
      const profile = { pngChunks: new Uint8Array(), icc };
      const plain = await layerSetPsd(set, "baked");
      const tagged = await layerSetPsd(set, "baked", profile);
      const read: Uint8Array = Psd.parse(new Uint8Array(tagged).buffer).icc_profile;
      expect([...read]).toEqual([...icc]);
      expect(await readPsd(tagged)).toEqual(await readPsd(plain));
      expect(await layerSetPsd(set, "baked", { pngChunks: icc })).toEqual(plain);
    }
  });

  it("holds whole pixels beside layer masks when asked", async () => {
    const set = await someSet();
    const [, dog] = (await readPsd(await layerSetPsd(set, "layer-masks"))).layers;
    const layer = set.layers[0];
    if (!dog || !layer) throw new Error("there is no layer");
    expect(dog.data).toEqual(layer.pixels.data.map((byte, at) => (at % 4 === 3 ? 255 : byte)));
    expect(dog.mask?.filter((_, at) => at % 4 === 0)).toEqual(layer.mask.data); // it comes as grey RGBA
  });

  it("is so for any bounds", async () => {
    const places = fc.record({
      x: fc.integer({ min: 0, max: 30 }),
      y: fc.integer({ min: 0, max: 30 }),
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
      name: fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
        .filter((name) => !name.includes("\0")),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(places, { minLength: 1, maxLength: 4 }), async (parts) => {
        const layers = parts.map(({ name, ...bounds }, index) => {
          const size = { width: bounds.width, height: bounds.height };
          const length = size.width * size.height;
          const data = Uint8ClampedArray.from(
            { length: 4 * length },
            (_, at) => 1 + ((at * 31 + index) % 255),
          );
          const mask = { ...size, data: data.filter((_, at) => at % 4 === 3) };
          return {
            name,
            role: "layer" as const,
            bounds,
            pixels: { ...size, data },
            mask: { ...mask, data: new Uint8Array(mask.data) },
          };
        });
        const psd = await readPsd(await layerSetPsd({ width: 60, height: 60, layers }, "baked"));
        expect(psd.layers).toEqual(
          layers.map(({ name, bounds, pixels: { data } }) => ({ name, bounds, data, mask: undefined })),
        );
      }),
      { numRuns: 60 },
    );
  });
});
