import { expect, it } from "vitest";
import { mostPixels, tileBounds } from "./tile-bounds.ts";

it("leaves what fits as it is", () => {
  const whole = { x: 5, y: 6, width: mostPixels, height: 10 };
  expect(tileBounds(whole)).toEqual([whole]);
});

it.each([
  [5000, 100],
  [4097, 9001],
  [12_289, 3],
])("covers %i by %i with tiles that fit, once, about alike", (width, height) => {
  const tiles = tileBounds({ x: 7, y: 9, width, height });
  expect(tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0)).toBe(width * height);
  for (const [index, one] of tiles.entries()) {
    expect(Math.max(one.width, one.height)).toBeLessThanOrEqual(mostPixels);
    expect([
      one.x >= 7,
      one.y >= 9,
      one.x + one.width <= 7 + width,
      one.y + one.height <= 9 + height,
    ]).toEqual(Array(4).fill(true));
    for (const other of tiles.slice(index + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      expect(apart).toBe(true);
    }
  }
  const widths = tiles.map((tile) => tile.width);
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1);
});
