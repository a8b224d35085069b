import type { ExportSettingsImage, Rect, Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { encodePng, type Pixels } from "@stratify/imaging";
import { boundingBoxOf, drawnBox, isShown, renderBoundsOf } from "../geometry.ts";
import { boxAround } from "../matrix.ts";
import { isScene } from "../nodes/any-node.ts";
import { type FakeBase, inner } from "../nodes/fake-base.ts";
import { drawNode } from "./draw-node.ts";
import { rasterFor, toPixels } from "./raster.ts";

type Image = Pick<ExportSettingsImage, "useAbsoluteBounds" | "contentsOnly" | "constraint">;

/**
 * Draws a node by itself to a PNG file: its render bounds, or its whole box. The pixels are those of the page's grid,
 * so that a box that begins between two of them takes one more.
 *
 * @throws for a node that shows nothing, and for settings that this fake does not know
 */
export async function exportNode(node: FakeBase, settings: object = { format: "PNG" }): Promise<Uint8Array> {
  checkSettings(settings);
  return encodePng(await renderNode(node, settings));
}

/** The same in pixels, for a test to compare. */
export async function renderNode(node: FakeBase, settings: Image = {}): Promise<Pixels> {
  const box = settings.useAbsoluteBounds ? boundingBoxOf(node) : renderBoundsOf(node);
  if (!box || !isShown(node) || !drawnBox(node))
    throw new Error("in exportAsync: Failed to export node. This node may not have any visible layers");
  if (settings.contentsOnly === false) throw new Error("this fake exports contents only");
  return renderRegion(node, box, scaleOf(settings, box));
}

/** A node by itself, as far as it lies in a rectangle of the page. */
export async function renderRegion(node: FakeBase, box: Rect, scale = 1): Promise<Pixels> {
  if (!isScene(node)) throw new Error(`a ${node.type} is not drawn`);
  const images = await imagesOf(node);
  const view: Transform = [
    [scale, 0, 0],
    [0, scale, 0],
  ];
  const raster = rasterFor(boxAround(view, box));
  drawNode(raster, node, { view, images });
  return toPixels(raster);
}

function scaleOf({ constraint }: Image, box: Rect): number {
  if (!constraint || constraint.type === "SCALE") return constraint?.value ?? 1;
  return constraint.value / (constraint.type === "WIDTH" ? box.width : box.height);
}

const known = new Set([
  "format",
  "contentsOnly",
  "useAbsoluteBounds",
  "suffix",
  "constraint",
  "colorProfile",
]);

function checkSettings(settings: object): void {
  for (const key of Object.keys(settings)) {
    if (!known.has(key)) throw new Error(`in exportAsync: Unrecognized key: ${key}`);
  }
  if (!("format" in settings) || settings.format !== "PNG") throw new Error("this fake exports PNG only");
}

async function imagesOf(node: FakeBase): Promise<Map<string, Pixels>> {
  const { facts, kids, world } = node[inner];
  const images = new Map<string, Pixels>();
  for (const paint of facts.fills === "mixed" ? [] : facts.fills) {
    if (paint.type !== "IMAGE" || !paint.imageHash) continue;
    const image = world.images.get(paint.imageHash);
    if (image) images.set(paint.imageHash, await image.pixels());
  }
  for (const kid of kids) for (const [hash, pixels] of await imagesOf(kid)) images.set(hash, pixels);
  return images;
}
