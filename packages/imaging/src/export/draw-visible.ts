import type { Bounds } from "../pixels/bounds.ts";
import type { Pixels } from "../pixels/pixels.ts";

/**
 * Draws a layer for a file: nothing wherever nothing of it is visible, so that a file shows its layer and holds no
 * other part of the picture, and is smaller.
 *
 * @param bounds where the layer is on the canvas
 * @param canvas its size, in pixels; without it that of the layer itself
 * @param to RGBA of the canvas, all 0
 */
export function drawVisible(
  { data }: Pixels,
  bounds: Bounds,
  canvas: { readonly width: number } | undefined,
  to: Uint8ClampedArray,
): void {
  const width = canvas?.width ?? bounds.width;
  const start = canvas ? bounds.y * width + bounds.x : 0;
  for (let row = 0; row < bounds.height; row += 1) {
    const from = 4 * row * bounds.width;
    copyVisible(data, from, from + 4 * bounds.width, to, 4 * (start + row * width));
  }
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
