import type { Rect } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Pixels } from "@stratify/imaging";

/** A rectangle of the canvas in device pixels: premultiplied colours from 0 to 1, so that nothing is rounded twice. */
export interface Raster {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A blank one for the pixels that a rectangle touches, cut to another raster if one is given. */
export function rasterFor(box: Rect, within?: Raster): Raster {
  const tiny = 1e-4;
  const x = Math.max(Math.floor(box.x + tiny), within?.x ?? Number.NEGATIVE_INFINITY);
  const y = Math.max(Math.floor(box.y + tiny), within?.y ?? Number.NEGATIVE_INFINITY);
  const right = Math.min(
    Math.ceil(box.x + box.width - tiny),
    within ? within.x + within.width : Number.POSITIVE_INFINITY,
  );
  const bottom = Math.min(
    Math.ceil(box.y + box.height - tiny),
    within ? within.y + within.height : Number.POSITIVE_INFINITY,
  );
  const [width, height] = [Math.max(0, right - x), Math.max(0, bottom - y)];
  return { x, y, width, height, data: new Float32Array(4 * width * height) };
}

/** Draws one over another of which it is a part. */
export function drawOver(lower: Raster, upper: Raster, opacity: number, multiply: boolean): void {
  for (let row = 0; row < upper.height; row += 1) {
    let from = 4 * row * upper.width;
    let to = 4 * ((row + upper.y - lower.y) * lower.width + upper.x - lower.x);
    for (let column = 0; column < upper.width; column += 1, from += 4, to += 4) {
      const alpha = (upper.data[from + 3] ?? 0) * opacity;
      if (alpha === 0) continue;
      const below = lower.data[to + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const top = (upper.data[from + channel] ?? 0) * opacity;
        const under = lower.data[to + channel] ?? 0;
        lower.data[to + channel] = multiply
          ? top * under + top * (1 - below) + under * (1 - alpha)
          : top + under * (1 - alpha);
      }
      lower.data[to + 3] = alpha + below * (1 - alpha);
    }
  }
}

/** Makes each pixel as visible as a function of its place says. */
export function fade(raster: Raster, visibleAt: (x: number, y: number) => number): void {
  let at = 0;
  for (let y = raster.y; y < raster.y + raster.height; y += 1) {
    for (let x = raster.x; x < raster.x + raster.width; x += 1, at += 4) {
      if (raster.data[at + 3] === 0) continue;
      const visible = visibleAt(x, y);
      if (visible === 1) continue;
      for (let channel = 0; channel < 4; channel += 1)
        raster.data[at + channel] = (raster.data[at + channel] ?? 0) * visible;
    }
  }
}

export function toPixels({ width, height, data: premultiplied }: Raster): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = premultiplied[at + 3] ?? 0;
    if (alpha <= 0) continue;
    for (let channel = 0; channel < 3; channel += 1)
      data[at + channel] = (255 * (premultiplied[at + channel] ?? 0)) / alpha;
    data[at + 3] = 255 * alpha;
  }
  return { width, height, data };
}
