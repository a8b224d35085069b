import { ImagingError } from "../imaging-error.ts";
import type { Mask, Pixels } from "./pixels.ts";

/** The alpha channel of a picture, as a mask of its own. */
export function maskFromAlpha({ width, height, data }: Pixels): Mask {
  const mask = new Uint8Array(width * height);
  for (let index = 0, at = 3; index < mask.length; index += 1, at += 4) mask[index] = data[at] ?? 0;
  return { width, height, data: mask };
}

/**
 * Shows of a picture what a mask holds. The colours stay as they are, under alpha 0 too.
 *
 * @returns a new picture; neither argument is changed
 * @throws {ImagingError} `size-mismatch` when the two differ in size
 */
export function applyMask(pixels: Pixels, mask: Mask): Pixels {
  checkSize(pixels, mask);
  const { width, height } = pixels;
  const data = pixels.data.slice();
  for (let index = 0; index < mask.data.length; index += 1) data[4 * index + 3] = mask.data[index] ?? 0;
  return { width, height, data };
}

/** @throws {ImagingError} `size-mismatch` when a mask's size is not the image's */
export function checkSize({ width, height }: Pixels, mask: Mask): void {
  if (mask.width === width && mask.height === height) return;
  const sizes = `${mask.width} x ${mask.height}, the image's is ${width} x ${height}`;
  throw new ImagingError("size-mismatch", `the mask's size is ${sizes}`);
}

/** The mask of everything else; the argument is not changed. */
export function invertMask({ width, height, data }: Mask): Mask {
  return { width, height, data: data.map((value) => 255 - value) };
}
