import type { ImagePaint, Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { multiply } from "../matrix.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The transform from a node's own units to the pixels of the picture that fills it. */
export function imagePlacement(paint: ImagePaint, node: Size, image: Size): Transform {
  const { scaleMode, rotation = 0, scalingFactor = 1, imageTransform } = paint;
  if (scaleMode === "CROP") {
    const [[a, b, tx], [c, d, ty]] = imageTransform ?? [
      [1, 0, 0],
      [0, 1, 0],
    ];
    return [
      [(a * image.width) / node.width, (b * image.width) / node.height, tx * image.width],
      [(c * image.height) / node.width, (d * image.height) / node.height, ty * image.height],
    ];
  }
  const turned = turn(rotation, image);
  const { width, height } = turned.size;
  const ratios = [width / node.width, height / node.height];
  const pixelsPerUnit =
    scaleMode === "TILE"
      ? 1 / scalingFactor
      : scaleMode === "FILL"
        ? Math.min(...ratios)
        : Math.max(...ratios);
  const [left, top] =
    scaleMode === "TILE"
      ? [0, 0]
      : [(width - node.width * pixelsPerUnit) / 2, (height - node.height * pixelsPerUnit) / 2];
  return multiply(turned.back, [
    [pixelsPerUnit, 0, left],
    [0, pixelsPerUnit, top],
  ]);
}

/** A picture turned clockwise: its size then, and the way back to its own pixels. */
function turn(degrees: number, { width, height }: Size): { size: Size; back: Transform } {
  const across = { width: height, height: width };
  switch (((degrees % 360) + 360) % 360) {
    case 90:
      return {
        size: across,
        back: [
          [0, 1, 0],
          [-1, 0, height],
        ],
      };
    case 180:
      return {
        size: { width, height },
        back: [
          [-1, 0, width],
          [0, -1, height],
        ],
      };
    case 270:
      return {
        size: across,
        back: [
          [0, -1, width],
          [1, 0, 0],
        ],
      };
    default:
      return {
        size: { width, height },
        back: [
          [1, 0, 0],
          [0, 1, 0],
        ],
      };
  }
}
