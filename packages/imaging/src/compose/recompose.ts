import type { Bounds } from "../pixels/bounds.ts";
import type { Pixels } from "../pixels/pixels.ts";

/** A part of a picture to draw, and where. */
export interface Placed {
  readonly bounds: Bounds;
  readonly pixels: Pixels;
}

/**
 * Draws layers over each other as viewers of PNG and PSD do: 8 bits a channel, rounded after every layer.
 *
 * @param layers bottom to top
 * @returns a picture of that size, transparent where there is no layer
 */
export function recompose(layers: readonly Placed[], width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  drawRows(layers, width, 0, height, data);
  return { width, height, data };
}

/**
 * Draws some rows of the picture that {@link recompose} gives.
 *
 * @param data RGBA of these rows; drawn over
 */
export function drawRows(
  layers: readonly Placed[],
  width: number,
  top: number,
  bottom: number,
  data: Uint8ClampedArray,
): void {
  for (const { bounds, pixels } of layers) {
    const first = Math.max(top, bounds.y);
    const end = Math.min(bottom, bounds.y + bounds.height);
    for (let y = first; y < end; y += 1) {
      const from = 4 * (y - bounds.y) * bounds.width;
      drawRow(pixels.data, from, from + 4 * bounds.width, data, 4 * ((y - top) * width + bounds.x));
    }
  }
}

/** Most pixels are opaque or invisible and lie side by side: stretches of them are drawn at once. */
function drawRow(upper: Uint8ClampedArray, from: number, end: number, lower: Uint8ClampedArray, to: number) {
  const shift = to - from;
  let at = from;
  while (at < end) {
    const start = at;
    while (at < end && upper[at + 3] === 255) at += 4;
    if (at > start) lower.set(upper.subarray(start, at), start + shift);
    while (at < end && upper[at + 3] !== 255) {
      if (upper[at + 3] !== 0) over(upper, at, lower, at + shift);
      at += 4;
    }
  }
}

/** One straight-alpha pixel, neither opaque nor invisible, over another. Arrays of clamped bytes round. */
function over(upper: Uint8ClampedArray, from: number, lower: Uint8ClampedArray, to: number): void {
  const alpha = upper[from + 3] ?? 0;
  const below = lower[to + 3] ?? 0;
  if (below === 0) {
    lower[to] = upper[from] ?? 0;
    lower[to + 1] = upper[from + 1] ?? 0;
    lower[to + 2] = upper[from + 2] ?? 0;
    lower[to + 3] = alpha;
    return;
  }
  const through = (below * (255 - alpha)) / 255;
  const whole = alpha + through;
  for (let channel = 0; channel < 3; channel += 1) {
    const mixed = (upper[from + channel] ?? 0) * alpha + (lower[to + channel] ?? 0) * through;
    lower[to + channel] = mixed / whole;
  }
  lower[to + 3] = whole;
}
