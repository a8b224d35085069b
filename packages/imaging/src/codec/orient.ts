import type { Pixels } from "../pixels/pixels.ts";
import type { Orientation } from "./headers/exif.ts";

/**
 * Turns a picture upright: what the eight values mean is in EXIF 2.3, 4.6.4, tag Orientation.
 *
 * @returns the argument itself when it is upright already, else a new picture
 */
export function orient(pixels: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) return pixels;
  const { width, height } = pixels;
  const swapped = orientation >= 5;
  const [newWidth, newHeight] = swapped ? [height, width] : [width, height];
  // Where the new picture's first pixel comes from, and how far apart the next in a row and in a column are.
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const start = (fromRight ? width - 1 : 0) + (fromBottom ? (height - 1) * width : 0);
  const [across, along] = [fromRight ? -1 : 1, fromBottom ? -width : width];
  const [right, down] = swapped ? [along, across] : [across, along];

  const source = wordsOf(pixels.data);
  const turned = new Uint32Array(width * height);
  for (let y = 0, to = 0; y < newHeight; y += 1) {
    for (let x = 0, from = start + y * down; x < newWidth; x += 1, to += 1, from += right) {
      turned[to] = source[from] ?? 0;
    }
  }
  return { width: newWidth, height: newHeight, data: new Uint8ClampedArray(turned.buffer) };
}

/** One number a pixel. */
function wordsOf(data: Uint8ClampedArray): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
