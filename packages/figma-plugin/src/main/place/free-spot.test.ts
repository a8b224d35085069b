import { expect, it } from "vitest";
import { freeSpot } from "./free-spot.ts";

const wanted = { right: 100, y: 0, width: 100, height: 100 };

it("is a gap away to the right", () => {
  expect(freeSpot([{ x: 0, y: 0, width: 100, height: 100 }], wanted)).toEqual({ x: 140, y: 0 });
});

it("goes on past everything that is in the way, in whatever order that comes", () => {
  const taken = [
    { x: 400, y: 90, width: 50, height: 50 },
    { x: 150, y: 20, width: 100, height: 10 },
  ];
  expect(freeSpot(taken, wanted)).toEqual({ x: 490, y: 0 });
  expect(freeSpot(taken.toReversed(), wanted)).toEqual({ x: 490, y: 0 });
});

it("minds neither what lies above or below nor what leaves a gap", () => {
  const taken = [
    { x: 150, y: 100, width: 100, height: 100 },
    { x: 150, y: -50, width: 100, height: 50 },
    { x: 280, y: 0, width: 10, height: 10 },
  ];
  expect(freeSpot(taken, wanted)).toEqual({ x: 140, y: 0 });
});
