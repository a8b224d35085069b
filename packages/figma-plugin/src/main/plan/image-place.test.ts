import type { ImagePaint } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { expect, it } from "vitest";
import { imagePlace } from "./image-place.ts";

const node = { width: 100, height: 50 };
const square = { width: 10, height: 10 };
const paint = (more: Partial<ImagePaint>): ImagePaint => ({
  type: "IMAGE",
  imageHash: "1",
  scaleMode: "FILL",
  ...more,
});

it("covers the node with FILL, and lies within it with FIT", () => {
  expect(imagePlace(paint({}), node, square)).toEqual([
    [100, 0, 0],
    [0, 100, -25],
  ]);
  expect(imagePlace(paint({ scaleMode: "FIT" }), node, square)).toEqual([
    [50, 0, 25],
    [0, 50, 0],
  ]);
});

it("turns a crop's way from node to picture around", () => {
  const imageTransform: ImagePaint["imageTransform"] = [
    [0.5, 0, 0.25],
    [0, 0.5, 0.5],
  ];
  expect(imagePlace(paint({ scaleMode: "CROP", imageTransform }), node, square)).toEqual([
    [200, 0, -50],
    [0, 100, -50],
  ]);
  expect(imagePlace(paint({ scaleMode: "CROP" }), node, square)).toEqual([
    [100, 0, 0],
    [0, 50, 0],
  ]);
});

it("turns a picture upside down", () => {
  expect(imagePlace(paint({ rotation: 180 }), { width: 20, height: 20 }, square)).toEqual([
    [-20, 0, 20],
    [0, -20, 20],
  ]);
});

it("knows no place for what is repeated, slanted, or laid on a line", () => {
  expect(imagePlace(paint({ scaleMode: "TILE" }), node, square)).toBeUndefined();
  for (const imageTransform of [
    [
      [1, 0.5, 0],
      [0, 1, 0],
    ],
    [
      [1, 1, 0],
      [1, 1, 0],
    ],
  ] as const satisfies ImagePaint["imageTransform"][])
    expect(imagePlace(paint({ scaleMode: "CROP", imageTransform }), node, square)).toBeUndefined();
});
