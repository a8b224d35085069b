import { expect, it } from "vitest";
import { openFile } from "./open-file.ts";

const near = (transform: readonly (readonly number[])[]) =>
  transform.map((row) => row.map((value) => Math.round(1000 * value) / 1000 + 0));

it("turns about the top left corner, counter-clockwise", () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  node.resize(100, 50);
  [node.x, node.y] = [10, 20];
  node.rotation = 90;
  expect([node.x, node.y]).toEqual([10, 20]);
  expect(near(node.relativeTransform)).toEqual([
    [0, 1, 10],
    [-1, 0, 20],
  ]);
  const { x, y, width, height } = node.absoluteBoundingBox;
  expect([x, y, width, height].map(Math.round)).toEqual([10, -80, 50, 100]);
});

it("takes a transform with unit axes, a flip too, and no other", () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  node.relativeTransform = [
    [-1, 0, 100],
    [0, 1, 0],
  ];
  expect(node.absoluteBoundingBox).toMatchObject({ x: 0, y: 0, width: 100, height: 100 });
  expect(() => {
    node.relativeTransform = [
      [2, 0, 0],
      [0, 2, 0],
    ];
  }).toThrow("length 1");
});

it("lets nobody set an absolute place", () => {
  const { figma } = openFile();
  const node: object = figma.createRectangle();
  for (const key of ["absoluteTransform", "absoluteBoundingBox", "absoluteRenderBounds"])
    expect(Reflect.set(node, key, null)).toBe(false);
});

it("keeps the relative place of a node that gets another parent", () => {
  const { figma } = openFile();
  const frame = figma.createFrame();
  [frame.x, frame.y] = [100, 100];
  const node = figma.createRectangle();
  [node.x, node.y] = [10, 10];
  expect(frame.appendChild(node)).toBeUndefined();
  expect([node.x, node.y]).toEqual([10, 10]);
  expect(node.absoluteTransform[0][2]).toBe(110);
});

it("makes a group as large as what is in it, and of nothing, none", () => {
  const { figma, pages } = openFile();
  const [left, right] = [figma.createRectangle(), figma.createRectangle()];
  [right.x, right.y] = [150, 50];
  const group = figma.group([left, right], pages[0]);
  expect([group.x, group.y, group.width, group.height]).toEqual([0, 0, 250, 150]);
  group.x = 20;
  expect([left.x, right.x]).toEqual([20, 170]);
  right.remove();
  expect([group.width, group.height]).toEqual([100, 100]);
  left.remove();
  expect(group.removed).toBe(true);
});

it("counts coordinates in a group from the frame around it, and keeps places when it groups", () => {
  const { figma } = openFile();
  const frame = figma.createFrame();
  frame.x = 500;
  const node = figma.createRectangle();
  node.x = 530;
  const group = figma.group([node], frame);
  expect(node.absoluteBoundingBox.x).toBe(530);
  expect([node.x, group.x]).toEqual([30, 30]);
});

it("turns a group with what is in it", () => {
  const { figma, pages } = openFile();
  const node = figma.createRectangle();
  const group = figma.group([node], pages[0]);
  group.rotation = 90;
  expect(Math.round(node.rotation)).toBe(90);
  expect(Math.round(group.absoluteBoundingBox.y)).toBe(-100);
});

it("lays out a row, and frees a child from it only where there is one", () => {
  const { figma } = openFile();
  const frame = figma.createFrame();
  const [first, second] = [figma.createRectangle(), figma.createRectangle()];
  frame.appendChild(first);
  expect(() => {
    first.layoutPositioning = "ABSOLUTE";
  }).toThrow("if the parent has a layout");
  frame.layoutMode = "HORIZONTAL";
  frame.itemSpacing = 8;
  frame.appendChild(second);
  expect(second.x).toBe(108);
  first.layoutPositioning = "ABSOLUTE";
  expect(second.x).toBe(0);
});

it("lets nothing into an instance, out of it, or turn in it", () => {
  const { figma } = openFile();
  const component = figma.createComponent();
  component.appendChild(figma.createRectangle());
  const instance = component.createInstance();
  const [inside] = instance.children;
  if (!inside) throw new Error("an instance has what its component has");
  expect(() => instance.appendChild(figma.createRectangle())).toThrow("instance");
  expect(() => figma.currentPage.appendChild(inside)).toThrow("instance");
  expect(() => inside.remove()).toThrow("not allowed");
  expect(() => {
    inside.x = 5;
  }).toThrow("overridden");
  expect(inside.clone().parent).toBe(figma.currentPage);
  expect(() => instance.mainComponent).toThrow("dynamic-page");
});

it("gives out frozen arrays", () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  const fills: unknown = node.fills;
  expect(Object.isFrozen(fills)).toBe(true);
  expect(Array.isArray(fills) && Object.isFrozen(fills[0])).toBe(true);
  expect(Object.isFrozen(node.relativeTransform[0])).toBe(true);
});

it("makes a frame white and clipping, and nothing smaller than 0.01", () => {
  const { figma } = openFile();
  const frame = figma.createFrame();
  expect(frame).toMatchObject({ width: 100, height: 100, clipsContent: true });
  expect(frame.fills).toEqual([{ type: "SOLID", color: { r: 1, g: 1, b: 1 } }]);
  frame.resize(0.01, 0.01);
  expect(() => frame.resize(0.005, 10)).toThrow("0.01");
});

it("limits what a node can carry", () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  node.setPluginData("key", "x".repeat(99_000));
  expect(() => node.setPluginData("key", "x".repeat(100_000))).toThrow("100 kB");
  expect(() => node.setSharedPluginData("ab", "key", "value")).toThrow("3 characters");
  node.setRelaunchData({ again: "x".repeat(1000) });
  expect(() => node.setRelaunchData({ again: "x".repeat(1001) })).toThrow("1000");
});

it("tells nothing of a removed node but that it is", () => {
  const { figma } = openFile();
  const node = figma.createRectangle();
  node.remove();
  expect(node.removed).toBe(true);
  expect(() => node.name).toThrow("does not exist");
});

it("keeps an unopened page's children to itself", async () => {
  const { pages } = openFile();
  expect(() => pages[1].children).toThrow("not been explicitly loaded");
  await pages[1].loadAsync();
  expect(pages[1].children).toEqual([]);
});

it("selects only what is on the page, and nothing within what is selected", () => {
  const { figma, pages } = openFile();
  const frame = figma.createFrame();
  const node = figma.createRectangle();
  frame.appendChild(node);
  expect(() => {
    pages[0].selection = [frame, node];
  }).toThrow("together");
  expect(() => {
    pages[1].selection = [node];
  }).toThrow("in that page");
  pages[0].selection = [node];
  expect(pages[0].selection).toEqual([node]);
});

it("has no opacity on a section, and nothing that it does not fake", () => {
  const { figma } = openFile();
  const section = figma.createSection();
  expect(() => {
    section.opacity = 0.5;
  }).toThrow("no such property");
  expect(() => section.getTopLevelFrame).toThrow("this fake has no getTopLevelFrame");
});
