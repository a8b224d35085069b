import type { Mask } from "./pixels.ts";

/** A rectangle in pixels of the source, which it never leaves. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest rectangle that holds every pixel above 0; `undefined` when there is none. */
export function boundsOf({ width, height, data }: Mask): Bounds | undefined {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  const words = wordsOf(data);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    const end = start + width;
    let from = start;
    while (from < end && data[from] === 0) {
      // Most of most masks is empty: four pixels at a time.
      if (from % 4 === 0 && words[from >> 2] === 0) from += 4;
      else from += 1;
    }
    from = Math.min(from, end);
    if (from === end) continue;
    let to = end - 1;
    while (data[to] === 0) {
      if (to % 4 === 3 && words[to >> 2] === 0) to -= 4;
      else to -= 1;
    }
    if (top < 0) top = y;
    bottom = y;
    if (from - start < left) left = from - start;
    if (to - start > right) right = to - start;
  }
  return bottom < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Four pixels a number; empty where the bytes lie so that they can't be read so. */
function wordsOf({ buffer, byteOffset, length }: Uint8Array): Uint32Array {
  return byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 2) : new Uint32Array();
}

/** The rectangle grown by a margin to each side, as far as a picture of that size reaches. */
export function grow(bounds: Bounds, margin: number, picture: { width: number; height: number }): Bounds {
  const x = Math.max(0, bounds.x - margin);
  const y = Math.max(0, bounds.y - margin);
  const right = Math.min(picture.width, bounds.x + bounds.width + margin);
  const bottom = Math.min(picture.height, bounds.y + bounds.height + margin);
  return { x, y, width: right - x, height: bottom - y };
}
