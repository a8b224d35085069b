import type {
  FrameNode,
  GroupNode,
  PluginAPI,
  RectangleNode,
} from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { PlacedLayer } from "../../shared/contract.ts";
import type { Box, Matrix } from "../../shared/placement-plan.ts";
import { compose } from "../matrix.ts";
import { PluginError } from "../plugin-error.ts";

type Figma = Pick<PluginAPI, "createRectangle" | "getImageByHash" | "group">;

/** From the picture's pixels to the frame's units. */
export function fromPixels(place: Matrix, { width, height }: { width: number; height: number }): Matrix {
  return compose(place, [
    [1 / width, 0, 0],
    [0, 1 / height, 0],
  ]);
}

/**
 * Lays a layer on top of what a frame holds: one rectangle, or a group of several where it is larger than Figma takes,
 * or of an image and its mask.
 *
 * @param toFrame from the picture's pixels to the frame's units
 * @throws {PluginError} `no-image` when Figma does not have its picture
 */
export function makeLayer(
  figma: Figma,
  frame: FrameNode,
  { name, tiles }: PlacedLayer,
  toFrame: Matrix,
): RectangleNode | GroupNode {
  const nodes = tiles.map((tile, index) => {
    const tileName = tiles.length > 1 ? `${name} ${index + 1}` : name;
    const place = tilePlace(tile.bounds, toFrame);
    if (tile.mask === undefined) return picture(figma, frame, tileName, tile.image, place);
    // A mask holds for what lies above it in the same parent: the two get one of their own.
    const mask = picture(figma, frame, "Mask", tile.mask, place);
    mask.isMask = true;
    mask.maskType = "LUMINANCE";
    const image = picture(figma, frame, tileName, tile.image, place);
    const group = figma.group([mask, image], frame);
    group.name = tileName;
    return group;
  });
  const [only, ...others] = nodes;
  if (!only) throw new PluginError("not-understood", `The layer “${name}” has no picture.`);
  const layer = others.length === 0 ? only : figma.group(nodes, frame);
  layer.name = name;
  layer.lockAspectRatio();
  return layer;
}

/** From a square of side 1 that the tile fills, to the frame's units. */
function tilePlace({ x, y, width, height }: Box, toFrame: Matrix): Matrix {
  return compose(toFrame, [
    [width, 0, x],
    [0, height, y],
  ]);
}

function picture(
  figma: Figma,
  frame: FrameNode,
  name: string,
  imageHash: string,
  [[a, b, x], [c, d, y]]: Matrix,
): RectangleNode {
  if (!figma.getImageByHash(imageHash))
    throw new PluginError("no-image", `Figma does not have the picture of the layer “${name}”.`);
  const node = figma.createRectangle();
  frame.appendChild(node);
  node.name = name;
  const [width, height] = [Math.hypot(a, c), Math.hypot(b, d)];
  node.resizeWithoutConstraints(Math.max(0.01, width), Math.max(0.01, height));
  node.relativeTransform = [
    [a / width, b / height, x],
    [c / width, d / height, y],
  ];
  // A crop by nothing: to fill or to fit would cut what differs in ratio by a rounding.
  node.fills = [{ type: "IMAGE", scaleMode: "CROP", imageHash }];
  return node;
}
