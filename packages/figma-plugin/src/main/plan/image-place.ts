import type { ImagePaint } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Matrix } from "../../shared/placement-plan.ts";
import { compose, inverse, near } from "../matrix.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Turned clockwise within the square of side 1, in quarters. */
const quarters: readonly Matrix[] = [
  [
    [1, 0, 0],
    [0, 1, 0],
  ],
  [
    [0, -1, 1],
    [1, 0, 0],
  ],
  [
    [-1, 0, 1],
    [0, -1, 1],
  ],
  [
    [0, 1, 0],
    [-1, 0, 1],
  ],
];

/**
 * Where an image fill lies on its node: from the picture, taken as a square of side 1, to the node's own units.
 *
 * Which way a quarter turns is a guess, clockwise; its size is sure.
 *
 * @returns `undefined` when no rectangle can lie there: a tiled image, or one that a crop slants
 */
export function imagePlace(paint: ImagePaint, node: Size, image: Size): Matrix | undefined {
  if (paint.scaleMode === "TILE") return undefined;
  if (paint.scaleMode === "CROP") {
    const toNode = paint.imageTransform && inverse(paint.imageTransform);
    if (paint.imageTransform && !toNode) return undefined;
    const size: Matrix = [
      [node.width, 0, 0],
      [0, node.height, 0],
    ];
    const place = toNode ? compose(size, toNode) : size;
    return isRectangle(place) ? place : undefined;
  }
  const turn = (((paint.rotation ?? 0) / 90) % 4) + 4;
  const [width, height] = turn % 2 === 0 ? [image.width, image.height] : [image.height, image.width];
  const scales = [node.width / width, node.height / height];
  const scale = paint.scaleMode === "FILL" ? Math.max(...scales) : Math.min(...scales);
  const spread: Matrix = [
    [width * scale, 0, (node.width - width * scale) / 2],
    [0, height * scale, (node.height - height * scale) / 2],
  ];
  const quarter = quarters[turn % 4];
  return quarter && compose(spread, quarter);
}

/** Whether the sides stand at right angles. */
function isRectangle([[a, b], [c, d]]: Matrix): boolean {
  return near((a * b + c * d) / (Math.hypot(a, c) * Math.hypot(b, d)), 0);
}
