import { writeFile } from "node:fs/promises";
import { type Mask, type Pixels, resamplePixels } from "@stratify/imaging";
import { useNodeCodecs } from "@stratify/imaging/node";
import { beneathOf, takeLayer } from "../../../packages/imaging/src/compose/take-layer.ts";
import { Pace } from "../../../packages/imaging/src/pixels/pace.ts";
import { encodeJpeg } from "../../sandbox/jpeg-encoder.ts";
import { Cutter } from "./cutter.ts";
import { readRealPhotos } from "./real-photos.ts";

const file = new URL("../../../docs/cutouts.jpg", import.meta.url);
/** Pairs side by side, and the height of a row in pixels. */
const columns = 3;
const row = 200;
const gap = 8;
const ground = [230, 60, 150] as const;

/**
 * Draws each real photograph beside its cut-out on a strong colour, and writes docs/cutouts.jpg.
 *
 * @returns nothing: it has no limit
 */
export async function drawContactSheet(print: (line: string) => void): Promise<readonly string[]> {
  useNodeCodecs();
  const cutter = new Cutter();
  try {
    const tiles: Pixels[] = [];
    for (const { image } of await readRealPhotos()) {
      const { mask } = await cutter.cut("engine", image);
      for (const each of [image, await onGround(image, mask)]) tiles.push(await toHeight(each));
    }
    await writeFile(file, await encodeJpeg(laidOut(tiles)));
    print("docs/cutouts.jpg is written");
    return [];
  } finally {
    await cutter.close();
  }
}

async function onGround(image: Pixels, mask: Mask): Promise<Pixels> {
  const { width, height } = image;
  const layer = await takeLayer(beneathOf(image), mask, { x: 0, y: 0, width, height }, new Pace());
  const data = layer.data.map((value, at) => {
    if (at % 4 === 3) return 255;
    const behind = ground[at % 4] ?? 0;
    return behind + ((value - behind) * (layer.data[at - (at % 4) + 3] ?? 0)) / 255;
  });
  return { width, height, data };
}

function toHeight(image: Pixels): Promise<Pixels> {
  return resamplePixels(image, Math.round((image.width * row) / image.height), row);
}

/** Pairs in columns as wide as their widest pair. */
function laidOut(tiles: readonly Pixels[]): Pixels {
  const widest = 2 * Math.max(...tiles.map(({ width }) => width)) + 3 * gap;
  const [width, height] = [columns * widest, Math.ceil(tiles.length / 2 / columns) * (row + gap)];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  tiles.forEach((tile, index) => {
    const pair = Math.floor(index / 2);
    const before = index % 2 === 1 ? (tiles[index - 1]?.width ?? 0) + gap : 0;
    const [left, top] = [(pair % columns) * widest + before, Math.floor(pair / columns) * (row + gap)];
    for (let y = 0; y < tile.height; y += 1) {
      data.set(
        tile.data.subarray(4 * y * tile.width, 4 * (y + 1) * tile.width),
        4 * ((top + y) * width + left),
      );
    }
  });
  return { width, height, data };
}
