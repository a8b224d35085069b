import type { Pixels } from "@stratify/imaging";

/** Two box blurs over colours and alpha, which is close to a lens. @param radius in pixels */
export function boxBlur(pixels: Pixels, radius: number): Pixels {
  if (radius < 1) return pixels;
  const { width, height } = pixels;
  let data = pixels.data;
  for (let round = 0; round < 2; round += 1) {
    data = along(data, width, height, radius, 1, width);
    data = along(data, height, width, radius, width, 1);
  }
  return { width, height, data };
}

/** A running mean along lines of `length` pixels, `step` apart from pixel to pixel and `next` from line to line. */
function along(
  from: Uint8ClampedArray,
  length: number,
  lines: number,
  radius: number,
  step: number,
  next: number,
): Uint8ClampedArray {
  const to = new Uint8ClampedArray(from.length);
  const size = 2 * radius + 1;
  for (let line = 0; line < lines; line += 1) {
    for (let channel = 0; channel < 4; channel += 1) {
      const start = 4 * line * next + channel;
      const value = (at: number) => from[start + 4 * step * Math.min(length - 1, Math.max(0, at))] ?? 0;
      let sum = 0;
      for (let at = -radius; at <= radius; at += 1) sum += value(at);
      for (let at = 0; at < length; at += 1) {
        to[start + 4 * step * at] = sum / size;
        sum += value(at + radius + 1) - value(at - radius);
      }
    }
  }
  return to;
}
