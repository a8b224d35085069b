import { decodeImage, encodeMaskPng, encodePng, type Mask, type Pixels, tileBounds } from "@stratify/imaging";
import type { AskMain } from "../../../packages/figma-plugin/src/shared/ask-main.ts";
import type {
  About,
  Exported,
  PlacedLayer,
  Result,
} from "../../../packages/figma-plugin/src/shared/contract.ts";
import { mostPixels } from "../../../packages/figma-plugin/src/shared/most-pixels.ts";
import type { Box } from "../../../packages/figma-plugin/src/shared/placement-plan.ts";

export const about: About = { task: "split", keywords: ["disc", "corner"], provider: "claid" };

/** How layers are handed over: cut out already, or whole with a mask beside them. */
export type Style = "cut" | "masked";

/**
 * Does what the window does with one node, but for the service: takes its picture, makes layers of the picture's own
 * pixels with sharp edges, and gives Figma each as an image.
 */
export async function makeResult(ask: AskMain, unit: string, style: Style = "cut"): Promise<Result> {
  return resultOf(ask, await ask("export", { unit }), style);
}

/** The same with a picture that was taken before. */
export async function resultOf(
  ask: AskMain,
  { plan, bytes }: Pick<Exported, "plan" | "bytes">,
  style: Style = "cut",
): Promise<Result> {
  return { plan, ...(await layersOf(ask, bytes, style)) };
}

/** Layers of a picture: a disc, a corner, and the remainder below them. */
async function layersOf(ask: AskMain, bytes: Uint8Array, style: Style): Promise<Omit<Result, "plan">> {
  const source = await decodeImage(bytes);
  const { width, height } = source;
  const parts = [
    ["remainder", (share: number, down: number) => !inDisc(share, down) && !inCorner(share, down)],
    ["disc", inDisc],
    ["corner", inCorner],
  ] as const;
  const layers: PlacedLayer[] = [];
  for (const [name, isIn] of parts) {
    const mask = maskOf(source, (x, y) => isIn(x / width, y / height));
    const tiles = tileBounds({ x: 0, y: 0, width, height }, mostPixels).map((bounds) =>
      tileOf(ask, source, mask, bounds, style),
    );
    layers.push({
      name,
      role: name === "remainder" ? "remainder" : "layer",
      tiles: await Promise.all(tiles),
    });
  }
  return { source: { width, height }, layers, about };
}

const inDisc = (across: number, down: number) => Math.hypot(across - 0.4, down - 0.5) < 0.25;
const inCorner = (across: number, down: number) => across > 0.7 && down > 0.7 && !inDisc(across, down);

function maskOf({ width, height }: Pixels, isIn: (x: number, y: number) => boolean): Mask {
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) data[at] = isIn(x, y) ? 255 : 0;
  return { width, height, data };
}

async function tileOf(ask: AskMain, source: Pixels, mask: Mask, { x, y, width, height }: Box, style: Style) {
  const data = new Uint8ClampedArray(4 * width * height);
  const grey = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = (y + row) * source.width + x;
    data.set(source.data.subarray(4 * from, 4 * (from + width)), 4 * row * width);
    grey.set(mask.data.subarray(from, from + width), row * width);
  }
  if (style === "cut") for (const [at, shown] of grey.entries()) if (shown === 0) data[4 * at + 3] = 0;
  const bytes = await encodePng({ width, height, data });
  const { image } = await ask("add-image", { bytes });
  if (style === "cut") return { bounds: { x, y, width, height }, image };
  const alone = await ask("add-image", { bytes: await encodeMaskPng({ width, height, data: grey }) });
  return { bounds: { x, y, width, height }, image, mask: alone.image };
}
