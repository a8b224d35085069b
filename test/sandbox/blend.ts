import type { Pixels } from "@stratify/imaging";

/** Puts a picture with alpha over an opaque one of the same size. */
export function blend(front: Pixels, back: Uint8ClampedArray): Pixels {
  const data = new Uint8ClampedArray(back);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (front.data[at + 3] ?? 0) / 255;
    for (let channel = at; channel < at + 3; channel++) {
      data[channel] = (front.data[channel] ?? 0) * alpha + (back[channel] ?? 0) * (1 - alpha);
    }
  }
  return { width: front.width, height: front.height, data };
}
