import { expect, test } from "vitest";
import { fitted, fittingZoom, nextZoom, panned, zoomedAt } from "./geometry.ts";

const source = { width: 400, height: 200 };

test("a large picture fits into its pane with room around it, a small one keeps its size", () => {
  expect(fittingZoom(source, { width: 248, height: 500 })).toBeCloseTo(0.5);
  expect(fittingZoom(source, { width: 500, height: 148 })).toBeCloseTo(0.5);
  expect(fittingZoom(source, { width: 4000, height: 4000 })).toBe(1);
  expect(fittingZoom(source, { width: 0, height: 0 })).toBeGreaterThan(0);
});

test("zooming goes by the usual steps, from wherever it is", () => {
  expect(nextZoom(0.3, 1)).toBe(0.5);
  expect(nextZoom(0.5, 1)).toBe(0.75);
  expect(nextZoom(0.3, -1)).toBe(0.25);
  expect(nextZoom(32, 1)).toBe(32);
  expect(nextZoom(0.05, -1)).toBe(0.05);
});

test("what is under the pointer stays under it while zooming", () => {
  const look = { x: 100, y: 60, zoom: 1 };
  const pointer = { x: 50, y: -20 };
  const under = (at: { x: number; y: number }, zoom: number) => [
    at.x + pointer.x / zoom,
    at.y + pointer.y / zoom,
  ];
  const closer = zoomedAt(look, 1, 4, pointer, source);
  expect(closer.zoom).toBe(4);
  expect(under(closer, 4)).toEqual(under(look, 1));
});

test("moving by a screen pixel moves by less of a source that is shown large", () => {
  expect(panned({ x: 100, y: 60, zoom: 4 }, 4, { x: 40, y: -20 }, source)).toEqual({ x: 90, y: 65, zoom: 4 });
});

test("the picture can't be moved out of sight", () => {
  expect(panned(fitted(source), 0.5, { x: 9999, y: -9999 }, source)).toEqual({ x: 0, y: 200, zoom: 0.5 });
});
