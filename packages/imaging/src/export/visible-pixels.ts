import type { Bounds } from "../bounds.ts";
import type { Pixels } from "../pixels.ts";

/**
 * A copy of a layer for a file: transparent black wherever nothing is visible, so that a file shows its layer and
 * holds no other part of the picture, and is smaller.
 *
 * @param bounds where the layer is on the canvas
 * @param canvas size of the copy; without it that of the layer itself
 */
export function visiblePixels(
  { data }: Pixels,
  bounds: Bounds,
  canvas?: { readonly width: number; readonly height: number },
): Pixels {
  const { width, height } = canvas ?? bounds;
  const copy = new Uint8ClampedArray(4 * width * height);
  const left = canvas ? bounds.x : 0;
  const top = canvas ? bounds.y : 0;
  for (let row = 0; row < bounds.height; row += 1) {
    const from = 4 * row * bounds.width;
    const to = 4 * ((top + row) * width + left);
    copyVisible(data, from, from + 4 * bounds.width, copy, to);
  }
  return { width, height, data: copy };
}

/** Visible pixels mostly lie side by side, and copying a stretch of them at once is far faster. */
function copyVisible(
  data: Uint8ClampedArray,
  from: number,
  end: number,
  copy: Uint8ClampedArray,
  to: number,
) {
  let at = from;
  while (at < end) {
    while (at < end && data[at + 3] === 0) at += 4;
    const start = at;
    while (at < end && data[at + 3] !== 0) at += 4;
    if (at > start) copy.set(data.subarray(start, at), to + start - from);
  }
}
