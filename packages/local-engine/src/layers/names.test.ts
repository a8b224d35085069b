import type { Mask, Pixels } from "@stratify/imaging";
import { expect, it } from "vitest";
import { names } from "./names.ts";

const [width, height] = [90, 60];

/** A square of 16 pixels. */
function square(left: number, top: number): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [(at % width) - left, Math.floor(at / width) - top];
    return x >= 0 && y >= 0 && x < 16 && y < 16 ? 255 : 0;
  });
  return { width, height, data };
}

function painted(masks: readonly Mask[], colors: readonly (readonly number[])[]): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  masks.forEach((mask, index) => {
    mask.data.forEach((value, at) => {
      if (value > 0) data.set(colors[index] ?? [], 4 * at);
    });
  });
  return { width, height, data };
}

it("calls the only object the subject, and others by their place", () => {
  const masks = [square(2, 20), square(70, 20)];
  const image = painted(masks, []);
  expect(names(image, masks.slice(0, 1), "subject")).toEqual(["subject"]);
  expect(names(image, masks, "subject")).toEqual(["subject, left", "subject, right"]);
});

it("calls shapes by their colour, and by their place where that is not enough", () => {
  const masks = [square(2, 2), square(70, 40), square(36, 22)];
  const image = painted(masks, [
    [220, 20, 20],
    [220, 20, 20],
    [20, 40, 220],
  ]);
  expect(names(image, masks, "shape")).toEqual([
    "red shape, top left",
    "red shape, bottom right",
    "blue shape",
  ]);
});

it("never gives a name twice", () => {
  const masks = [square(30, 20), square(34, 22), square(36, 24)];
  expect(new Set(names(painted(masks, []), masks, "subject")).size).toBe(3);
});
