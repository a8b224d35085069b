import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  applyMask,
  buildLayerSet,
  decodeImage,
  encodePng,
  exportLayerSet,
  type Mask,
  type Pixels,
} from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findImageMagick, type ImageMagick, magick } from "./image-magick.ts";

const coffee = new URL("../fixtures/photos/coffee.png", import.meta.url);

let programs: ImageMagick;
let folder: string;
beforeAll(async () => {
  useNodeCodecs();
  programs = await findImageMagick();
  folder = await mkdtemp(join(tmpdir(), "stratify-psd-"));
}, 660_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function disc({ width, height }: Pixels, x: number, y: number, radius: number): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const distance = Math.hypot((at % width) - x, Math.floor(at / width) - y);
    return Math.max(0, Math.min(255, Math.round(255 * (0.5 + (radius - distance) / 6))));
  });
  return { width, height, data };
}

it("ImageMagick finds the layers of an exported photograph: number, names, places, pixels and colour profile", async () => {
  const source = await decodeImage(await readFile(coffee));
  const layer = async (name: string, mask: Mask) => {
    const bytes = await encodePng(applyMask(source, mask));
    return { name, role: "layer" as const, keyword: name, bytes };
  };
  const set = await buildLayerSet(source, [
    await layer("cup", disc(source, 300, 200, 150)),
    await layer("spoon", disc(source, 520, 330, 60)),
    await layer("foam", disc(source, 300, 190, 80)),
  ]);
  const about = {
    source: { name: "coffee.png" },
    provider: { id: "test", name: "Test" },
    task: { kind: "split" as const },
    jobs: [],
  };
  const icc = Uint8Array.from({ length: 501 }, (_, at) => at % 251);
  const profile = { pngChunks: new Uint8Array(), icc };
  for await (const { path, bytes } of exportLayerSet(set, about, { recomposed: true, profile })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }

  const psd = join(folder, "layers.psd");
  const listed = await magick(programs.identify, "-format", "%l|%w|%h|%X|%Y\\n", psd);
  const [, ...scenes] = listed.toString().trim().split("\n");
  const parts = set.remainder ? [set.remainder, ...set.layers] : [];
  expect(parts.map(({ name }) => name)).toEqual(["remainder", "cup", "foam", "spoon"]);
  expect(scenes).toEqual(
    parts.map(({ name, bounds: { x, y, width, height } }) => `${name}|${width}|${height}|+${x}|+${y}`),
  );

  for (const [index, { name, bounds }] of parts.entries()) {
    const read = await magick(programs.convert, `${psd}[${index + 1}]`, "-depth", "8", "rgba:-");
    const file = await decodeImage(await readFile(join(folder, `${name}.png`)));
    expect(differing(read, file, bounds), `pixels of ${name}`).toBe(0);
  }
  const embedded = await magick(programs.convert, `${psd}[0]`, "icc:-");
  expect([...embedded]).toEqual([...icc]);
  const preview = await magick(programs.convert, `${psd}[0]`, "-depth", "8", "rgba:-");
  const recomposed = await decodeImage(await readFile(join(folder, "recomposed.png")));
  const whole = { x: 0, y: 0, width: source.width, height: source.height };
  expect(differing(preview, recomposed, whole), "pixels of the preview").toBe(0);
}, 120_000);

/** How many visible pixels of a part are not those of the whole picture there, or are differently transparent. */
function differing(
  part: Uint8Array,
  { width, data }: Pixels,
  bounds: { x: number; y: number; width: number; height: number },
): number {
  expect(part.length).toBe(4 * bounds.width * bounds.height);
  let count = 0;
  for (let index = 0; index < part.length / 4; index += 1) {
    const x = bounds.x + (index % bounds.width);
    const y = bounds.y + Math.floor(index / bounds.width);
    const there = data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4);
    const here = part.subarray(4 * index, 4 * index + 4);
    if (here[3] !== there[3] || (here[3] !== 0 && !there.every((byte, channel) => byte === here[channel]))) {
      count += 1;
    }
  }
  return count;
}
