import type { Effect, ImagePaint, Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { invert, multiply } from "../../fake/matrix.ts";
import type { AnyScene } from "../../fake/nodes/any-node.ts";
import type { FakeRectangle } from "../../fake/nodes/fake-shape.ts";
import type { OpenFile } from "../../fake/open-file.ts";

/** Images of the document, by their hashes. */
export interface Images {
  readonly noise: string;
  readonly scenery: string;
  readonly gif: string;
  readonly jpeg: string;
  /** Taken with the camera on its side. */
  readonly turnedJpeg: string;
  readonly cmykJpeg: string;
  /** 16 bits a channel, interlaced. */
  readonly deepPng: string;
}

/** Makes nodes as a user would, and returns the one that is to be split. */
export type Kind = (file: OpenFile, images: Images) => AnyScene;

export const red = { type: "SOLID", color: { r: 1, g: 0, b: 0 } } as const;
export const blue = { type: "SOLID", color: { r: 0, g: 0.2, b: 1 } } as const;
export const shadow: Effect = {
  type: "DROP_SHADOW",
  color: { r: 0, g: 0, b: 0, a: 0.5 },
  offset: { x: 6, y: 9 },
  radius: 4,
  visible: true,
  blendMode: "NORMAL",
};

/** A rectangle of 80 by 60 with a picture of that size. */
export function photo(
  { figma }: OpenFile,
  { noise }: Images,
  paint: Partial<ImagePaint> = {},
): FakeRectangle {
  const node = figma.createRectangle();
  node.name = "photo";
  node.resize(80, 60);
  [node.x, node.y] = [100, 50];
  node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: noise, ...paint }];
  return node;
}

/** A rectangle of 160 by 120 with a smooth picture, for what falls between pixels: noise would only be smeared. */
export function landscape({ figma }: OpenFile, { scenery }: Pick<Images, "scenery">): FakeRectangle {
  const node = figma.createRectangle();
  node.resize(160, 120);
  node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash: scenery }];
  return node;
}

/** A rectangle of 24 by 16 with one of the pictures of that size. */
export function small({ figma }: OpenFile, imageHash: string): FakeRectangle {
  const node = figma.createRectangle();
  node.resize(24, 16);
  node.fills = [{ type: "IMAGE", scaleMode: "FILL", imageHash }];
  return node;
}

/** A rectangle of 40 by 30 with the picture of 80 by 60. */
export function dense(file: OpenFile, images: Images): FakeRectangle {
  const node = photo(file, images);
  node.resize(40, 30);
  return node;
}

/** The crop by which a picture of 200 by 150 units lies on a node, turned by 20 degrees. */
export function slanted({ width, height }: { width: number; height: number }): Transform {
  const [cos, sin] = [Math.cos(0.35), Math.sin(0.35)];
  const place: Transform = [
    [200 * cos, -150 * sin, 30],
    [200 * sin, 150 * cos, -40],
  ];
  const size: Transform = [
    [width, 0, 0],
    [0, height, 0],
  ];
  return multiply(invert(place), size);
}

export function frameWith(file: OpenFile, ...children: AnyScene[]) {
  const frame = file.figma.createFrame();
  frame.name = "card";
  frame.resize(120, 90);
  [frame.x, frame.y] = [-40, 20];
  for (const [index, child] of children.entries()) {
    frame.appendChild(child);
    [child.x, child.y] = [10 + 5 * index, 15];
  }
  return frame;
}
