import { expect, it } from "vitest";
import type { Matrix } from "../shared/placement-plan.ts";
import { boxAround, compose, inverse, isUpright, moved } from "./matrix.ts";

const quarter: Matrix = [
  [0, -1, 50],
  [1, 0, 20],
];
const flat: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
];

it("goes there and back", () => {
  const back = inverse(quarter);
  expect(back && compose(back, quarter)).toEqual(
    flat.map((row) => row.map((value) => expect.closeTo(value))),
  );
  expect(
    inverse([
      [1, 2, 0],
      [2, 4, 0],
    ]),
  ).toBeUndefined();
});

it("applies the inner one first", () => {
  const shifted = compose(quarter, [
    [1, 0, 10],
    [0, 1, 0],
  ]);
  expect([shifted[0][2], shifted[1][2]]).toEqual([50, 30]);
});

it("finds the upright box around what is turned", () => {
  expect(boxAround(quarter, 30, 10)).toEqual({ x: 40, y: 20, width: 10, height: 30 });
});

it("tells what is turned or flipped from what is only moved", () => {
  expect(isUpright(moved(flat, 7, 9))).toBe(true);
  expect(isUpright(quarter)).toBe(false);
  expect(
    isUpright([
      [-1, 0, 0],
      [0, 1, 0],
    ]),
  ).toBe(false);
});
