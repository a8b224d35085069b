import type { ImagePaint } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { decodeImage, encodePng, type Pixels } from "@stratify/imaging";
import { expect, it } from "vitest";
import { meanDifference, noise, scenery } from "../pictures.ts";
import { type OpenFile, openFile } from "./open-file.ts";
import { renderNode } from "./render/export-node.ts";

const red = { type: "SOLID", color: { r: 1, g: 0, b: 0 } } as const;
const at = ({ width, data }: Pixels, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
];

async function filled(file: OpenFile, picture: Pixels, paint: Partial<ImagePaint> = {}) {
  const node = file.figma.createRectangle();
  node.resize(picture.width, picture.height);
  const { hash } = file.figma.createImage(await encodePng(picture));
  node.fills = [{ type: "IMAGE", scaleMode: "CROP", imageHash: hash, ...paint }];
  return node;
}

it.each(["CROP", "FILL", "FIT", "TILE"] as const)("draws %s in its own size exactly", async (scaleMode) => {
  const picture = noise(40, 30);
  const node = await filled(openFile(), picture, { scaleMode });
  [node.x, node.y] = [-7, 13];
  expect(await decodeImage(await node.exportAsync())).toEqual(picture);
});

it("crops: the transform leads from the node to the picture", async () => {
  const picture = noise(40, 40);
  const node = await filled(openFile(), picture, {
    imageTransform: [
      [0.5, 0, 0.25],
      [0, 0.5, 0.5],
    ],
  });
  node.resize(20, 20);
  const drawn = await renderNode(node);
  expect(at(drawn, 0, 0)).toEqual(at(picture, 10, 20));
  expect(at(drawn, 19, 19)).toEqual(at(picture, 29, 39));
});

it("covers with FILL, fits with FIT, repeats with TILE", async () => {
  const picture = noise(40, 20);
  const file = openFile();
  const fill = await filled(file, picture, { scaleMode: "FILL" });
  fill.resize(20, 20);
  expect(at(await renderNode(fill), 0, 0)).toEqual(at(picture, 10, 0));
  const fit = await filled(file, picture, { scaleMode: "FIT" });
  fit.resize(40, 40);
  const fitted = await renderNode(fit);
  expect([at(fitted, 5, 9)[3], at(fitted, 5, 10)]).toEqual([0, at(picture, 5, 0)]);
  const tile = await filled(file, picture, { scaleMode: "TILE" });
  tile.resize(80, 40);
  expect(at(await renderNode(tile), 45, 25)).toEqual(at(picture, 5, 5));
});

it("turns a picture clockwise in its node", async () => {
  const picture = noise(30, 30);
  const node = await filled(openFile(), picture, { scaleMode: "FILL", rotation: 90 });
  expect(at(await renderNode(node), 29, 0)).toEqual(at(picture, 0, 0));
});

it("turns and flips a node without a blur by right angles, to the raster around it", async () => {
  const picture = noise(40, 30);
  const node = await filled(openFile(), picture);
  node.rotation = 90;
  const turned = await renderNode(node);
  expect([turned.width, turned.height]).toEqual([30, 40]);
  expect(at(turned, 0, 39)).toEqual(at(picture, 0, 0));
  node.relativeTransform = [
    [-1, 0, 40],
    [0, 1, 0],
  ];
  expect(at(await renderNode(node), 39, 0)).toEqual(at(picture, 0, 0));
  node.rotation = 30;
  const slanted = await renderNode(node);
  expect(slanted.width).toBe(Math.ceil(40 * Math.cos(Math.PI / 6) + 30 * 0.5));
});

it("exports at a scale, or to a width or height", async () => {
  const node = await filled(openFile(), scenery(40, 30));
  for (const [type, value] of [
    ["SCALE", 2],
    ["WIDTH", 80],
    ["HEIGHT", 60],
  ] as const) {
    const png = await node.exportAsync({ format: "PNG", constraint: { type, value } });
    expect(await decodeImage(png)).toMatchObject({ width: 80, height: 60 });
  }
  await expect(node.exportAsync({ format: "JPG" })).rejects.toThrow("PNG only");
  await expect(node.exportAsync({ format: "PNG", ...{ quality: 1 } })).rejects.toThrow("quality");
});

it("takes means when it makes smaller", async () => {
  const picture = scenery(80, 60);
  const node = await filled(openFile(), picture);
  node.resize(40, 30);
  const small = await renderNode(node);
  const mean = (at(picture, 10, 10)[0] ?? 0) + (at(picture, 11, 11)[0] ?? 0);
  expect(Math.abs(2 * (at(small, 5, 5)[0] ?? 0) - mean)).toBeLessThan(6);
});

it("clips what a frame holds, or shows it and grows", async () => {
  const { figma } = openFile();
  const frame = figma.createFrame();
  const node = figma.createRectangle();
  node.fills = [red];
  node.x = 50;
  frame.appendChild(node);
  expect(await renderNode(frame)).toMatchObject({ width: 100 });
  frame.clipsContent = false;
  expect(frame.absoluteRenderBounds).toMatchObject({ width: 150 });
  expect(await renderNode(frame)).toMatchObject({ width: 150 });
  expect(await renderNode(frame, { useAbsoluteBounds: true })).toMatchObject({ width: 100 });
});

it("rounds corners, and draws ellipses", async () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  node.topLeftRadius = 40;
  const drawn = await renderNode(node);
  expect([at(drawn, 2, 2)[3], at(drawn, 97, 2)[3], at(drawn, 50, 50)[3]]).toEqual([0, 255, 255]);
  const round = await renderNode(figma.createEllipse());
  expect([at(round, 2, 2)[3], at(round, 50, 50)[3]]).toEqual([0, 255]);
  const area = round.data.reduce((sum, value, index) => (index % 4 === 3 ? sum + value / 255 : sum), 0);
  expect(Math.abs(area - Math.PI * 2500)).toBeLessThan(20);
});

it("makes all of a group see-through at once", async () => {
  const { figma, pages } = openFile();
  const [lower, upper] = [figma.createRectangle(), figma.createRectangle()];
  for (const node of [lower, upper]) node.fills = [red];
  const group = figma.group([lower, upper], pages[0]);
  group.opacity = 0.5;
  expect(at(await renderNode(group), 50, 50)).toEqual([255, 0, 0, 128]);
});

it.each([
  ["ALPHA", 255],
  ["LUMINANCE", 54],
] as const)("masks what lies above by %s", async (maskType, expected) => {
  const { figma, pages } = openFile();
  const [below, mask, above] = [figma.createRectangle(), figma.createRectangle(), figma.createRectangle()];
  below.resize(10, 10);
  mask.resize(50, 100);
  mask.fills = [red];
  mask.isMask = true;
  mask.maskType = maskType;
  above.fills = [{ type: "SOLID", color: { r: 0, g: 0, b: 1 } }];
  const drawn = await renderNode(figma.group([below, mask, above], pages[0]));
  expect(at(drawn, 25, 50)).toEqual([0, 0, 255, expected]);
  expect(at(drawn, 75, 50)[3]).toBe(0);
});

it("draws strokes and shadows outside of the box, which the render bounds tell", async () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  node.fills = [red];
  node.strokes = [{ type: "SOLID", color: { r: 0, g: 0, b: 0 } }];
  [node.strokeAlign, node.strokeWeight] = ["OUTSIDE", 4];
  expect(node.absoluteRenderBounds).toEqual({ x: -4, y: -4, width: 108, height: 108 });
  expect(at(await renderNode(node), 1, 50)).toEqual([0, 0, 0, 255]);
  node.strokes = [];
  node.effects = [
    {
      type: "DROP_SHADOW",
      color: { r: 0, g: 0, b: 0, a: 0.5 },
      offset: { x: 10, y: 0 },
      radius: 6,
      visible: true,
      blendMode: "NORMAL",
    },
  ];
  expect(node.absoluteRenderBounds).toEqual({ x: 0, y: -6, width: 116, height: 112 });
  const shaded = await renderNode(node);
  expect(at(shaded, 103, 56)).toEqual([0, 0, 0, 128]);
  expect(at(shaded, 50, 56)).toEqual([255, 0, 0, 255]);
});

it("exports nothing that does not show", async () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  node.visible = false;
  expect(node.absoluteRenderBounds).toBeNull();
  await expect(node.exportAsync()).rejects.toThrow("may not have any visible layers");
  node.visible = true;
  node.fills = [];
  await expect(node.exportAsync()).rejects.toThrow("may not have any visible layers");
});

it("shows a shift by one pixel as a large difference", () => {
  expect(meanDifference(noise(40, 30), noise(40, 30, 2))).toBeGreaterThan(50);
});
