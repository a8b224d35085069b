import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { setCodecs } from "../codec/codecs.ts";
import { decodeImage } from "../codec/decode-image.ts";
import { encodePng } from "../codec/encode-png.ts";
import { buildLayerSet } from "../layer-set.ts";
import { loadWasm } from "../node.ts";
import { applyMask } from "../pixels/masks.ts";
import { type ExportOptions, exportLayerSet } from "./export-layer-set.ts";
import type { Manifest } from "./manifest.ts";
import { tileBounds } from "./tiles.ts";

beforeAll(() => setCodecs(loadWasm));

const [width, height] = [50, 30];
const source = {
  width,
  height,
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : (at * 7) % 253,
  ),
};
/** Everything but the first column, half visible in the last. */
const mask = {
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, at) =>
    at % width === 0 ? 0 : at % width === 49 ? 128 : 255,
  ),
};

async function exported(options: ExportOptions) {
  const set = await buildLayerSet(source, [
    { name: "wide", role: "layer", job: "1", bytes: await encodePng(applyMask(source, mask)) },
    { name: "finished", role: "composite", job: "2", bytes: await encodePng(source) },
  ]);
  const about = {
    source: { name: "a" },
    provider: { id: "p", name: "P" },
    task: { kind: "cutout" },
    jobs: [],
  } as const;
  const files = new Map<string, Uint8Array>();
  for await (const { path, bytes } of exportLayerSet(set, about, { psd: "none", trim: true, ...options }))
    files.set(path, bytes);
  const manifest: Manifest = JSON.parse(new TextDecoder().decode(files.get("manifest.json")));
  const pixelsOf = (path = "") => decodeImage(files.get(path) ?? new Uint8Array());
  return { manifest, files, pixelsOf };
}

it("cuts what is too long into tiles that lie side by side and show the same", async () => {
  const whole = await exported({});
  const cut = await exported({ tile: 20 });
  const [wide] = cut.manifest.layers.filter(({ name }) => name === "wide");
  expect(wide?.bounds).toEqual({ x: 1, y: 0, width: 49, height: 30 });
  expect(wide?.tiles?.map(({ bounds }) => bounds)).toEqual(
    tileBounds({ x: 1, y: 0, width: 49, height: 30 }, 20),
  );
  expect(wide?.file).toBe("tiles/wide-1.png");
  const expected = await whole.pixelsOf("wide.png");
  const expectedMask = await whole.pixelsOf("wide-mask.png");
  for (const { bounds, file, mask: maskFile } of wide?.tiles ?? []) {
    const [part, partMask] = [await cut.pixelsOf(file), await cut.pixelsOf(maskFile)];
    expect([part.width, part.height]).toEqual([bounds.width, bounds.height]);
    for (let y = 0; y < bounds.height; y += 1) {
      const from = 4 * ((bounds.y + y) * 49 + bounds.x - 1);
      const row = [4 * y * bounds.width, 4 * (y + 1) * bounds.width] as const;
      expect(part.data.slice(...row)).toEqual(expected.data.slice(from, from + 4 * bounds.width));
      expect(partMask.data.slice(...row)).toEqual(expectedMask.data.slice(from, from + 4 * bounds.width));
    }
  }
  const [composite] = cut.manifest.composites;
  expect(composite?.tiles).toHaveLength(6);
  expect((await cut.pixelsOf(composite?.tiles?.[5]?.file)).data.at(-2)).toBe(source.data.at(-2));
});

it("leaves what is short enough in one file", async () => {
  const { manifest, files } = await exported({ tile: 50 });
  expect(manifest.layers.every(({ tiles }) => tiles === undefined)).toBe(true);
  expect([...files.keys()].some((path) => path.startsWith("tiles/"))).toBe(false);
});

it("writes layers without transparency, which their masks give back", async () => {
  const [plain, opaque] = [await exported({}), await exported({ opaque: true })];
  const [with_, without] = [await plain.pixelsOf("wide.png"), await opaque.pixelsOf("wide.png")];
  const grey = await opaque.pixelsOf("wide-mask.png");
  for (let at = 0; at < with_.data.length; at += 4) {
    expect(without.data[at + 3]).toBe(255);
    expect(grey.data[at]).toBe(with_.data[at + 3]);
    if (with_.data[at + 3]) expect(without.data.slice(at, at + 3)).toEqual(with_.data.slice(at, at + 3));
  }
});

it("tiles cover a rectangle without overlap, and none is too long", () => {
  const length = fc.integer({ min: 1, max: 400 });
  const at = fc.integer({ min: 0, max: 90 });
  fc.assert(
    fc.property(at, at, length, length, fc.integer({ min: 20, max: 200 }), (x, y, w, h, most) => {
      const tiles = tileBounds({ x, y, width: w, height: h }, most);
      expect(tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0)).toBe(w * h);
      for (const tile of tiles) {
        expect(Math.max(tile.width, tile.height)).toBeLessThanOrEqual(most);
        expect(Math.min(tile.width, tile.height, tile.x - x + 1, tile.y - y + 1)).toBeGreaterThan(0);
        expect(tile.x + tile.width).toBeLessThanOrEqual(x + w);
        expect(tile.y + tile.height).toBeLessThanOrEqual(y + h);
      }
    }),
  );
});
