import type { PluginAPI, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { mostPixels } from "../../shared/most-pixels.ts";
import { shown } from "../collect/refusal-of.ts";
import { imagePlace } from "./image-place.ts";

const most = 4;

/** Longest side in units of a drawing without photographs that is made sharp for dense screens. */
const smallGraphic = 1024;

/**
 * Pixels a unit that a node is drawn at: whole, and as many as the finest image in it has, so that no photograph loses
 * its resolution; at most 4, and no more than fits into one of Figma's images. What has no image has no resolution of
 * its own: 2 where it is not large.
 */
export async function exportScale(
  figma: Pick<PluginAPI, "getImageByHash">,
  node: SceneNode,
): Promise<number> {
  const longest = Math.max(node.width, node.height, 1);
  const fits = Math.floor(mostPixels / longest);
  if (fits <= 1) return 1;
  const finest = await density(figma, node, new Map());
  if (finest === 0) return longest <= smallGraphic ? 2 : 1;
  return Math.max(1, Math.min(most, fits, Math.ceil(finest - 0.1)));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @param sizes of images that were asked for before: the same one is often used many times */
async function density(
  figma: Pick<PluginAPI, "getImageByHash">,
  node: SceneNode,
  sizes: Map<string, Size | undefined>,
): Promise<number> {
  if (!node.visible) return 0;
  let finest = 0;
  const fills = "fills" in node && typeof node.fills !== "symbol" ? shown(node.fills) : [];
  for (const paint of fills) {
    if (paint.type !== "IMAGE" || paint.imageHash === null) continue;
    if (paint.scaleMode === "TILE") {
      finest = Math.max(finest, 1 / (paint.scalingFactor ?? 1));
      continue;
    }
    const { imageHash } = paint;
    if (!sizes.has(imageHash)) sizes.set(imageHash, await figma.getImageByHash(imageHash)?.getSizeAsync());
    const size = sizes.get(imageHash);
    const place = size && imagePlace(paint, node, size);
    if (place) finest = Math.max(finest, size.width / Math.hypot(place[0][0], place[1][0]));
  }
  if ("children" in node) {
    for (const child of node.children) {
      if (finest >= most) break;
      finest = Math.max(finest, await density(figma, child, sizes));
    }
  }
  return finest;
}
