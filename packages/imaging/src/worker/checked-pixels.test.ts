import { expect, it } from "vitest";
import { CheckedPixels } from "./checked-pixels.ts";

const image = (width: number, height: number) => {
  return { width, height, data: new Uint8ClampedArray() };
};

it("hands the pixels of a source over once", () => {
  const checked = new CheckedPixels();
  const pixels = image(10, 10);
  checked.keep("a", pixels);
  expect(checked.take("b")).toBeUndefined();
  expect(checked.take(undefined)).toBeUndefined();
  expect(checked.take("a")).toBe(pixels);
  expect(checked.take("a")).toBeUndefined();
});

it("keeps the latest sources, up to 16 megapixels together", () => {
  const checked = new CheckedPixels();
  for (const name of ["a", "b", "c"]) checked.keep(name, image(2048, 3072));
  expect(checked.take("a")).toBeUndefined();
  expect(checked.take("b")).toBeDefined();
  expect(checked.take("c")).toBeDefined();
  checked.keep("large", image(8192, 8192));
  expect(checked.take("large")).toBeUndefined();
});
