import { type Bounds, boundsOf } from "./bounds.ts";
import { maskFromAlpha } from "./masks.ts";
import type { Mask, Pixels } from "./pixels.ts";

/** A part of a picture and where it was. */
export interface Trimmed {
  readonly bounds: Bounds;
  readonly pixels: Pixels;
}

/**
 * Cuts away what is wholly transparent around a picture. {@link placePixels} is the way back.
 *
 * @returns a copy; `undefined` when nothing is visible
 */
export function trimPixels(pixels: Pixels): Trimmed | undefined {
  const bounds = boundsOf(maskFromAlpha(pixels));
  return bounds && { bounds, pixels: cropPixels(pixels, bounds) };
}

/** A copy of the part of a picture within the bounds, which must lie inside it. */
export function cropPixels({ width, data }: Pixels, bounds: Bounds): Pixels {
  const cropped = new Uint8ClampedArray(4 * bounds.width * bounds.height);
  for (let row = 0; row < bounds.height; row += 1) {
    const from = 4 * ((bounds.y + row) * width + bounds.x);
    cropped.set(data.subarray(from, from + 4 * bounds.width), 4 * row * bounds.width);
  }
  return { width: bounds.width, height: bounds.height, data: cropped };
}

/** A copy of the part of a mask within the bounds, which must lie inside it. */
export function cropMask({ width, data }: Mask, bounds: Bounds): Mask {
  const cropped = new Uint8Array(bounds.width * bounds.height);
  for (let row = 0; row < bounds.height; row += 1) {
    const from = (bounds.y + row) * width + bounds.x;
    cropped.set(data.subarray(from, from + bounds.width), row * bounds.width);
  }
  return { width: bounds.width, height: bounds.height, data: cropped };
}

/** Puts a part back where it was on a picture of that size, transparent black around it. */
export function placePixels({ bounds, pixels }: Trimmed, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < bounds.height; row += 1) {
    const from = 4 * row * bounds.width;
    const to = 4 * ((bounds.y + row) * width + bounds.x);
    data.set(pixels.data.subarray(from, from + 4 * bounds.width), to);
  }
  return { width, height, data };
}
