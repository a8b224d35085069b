import type { Mask, Pixels } from "@stratify/imaging";
import { netStep } from "../model/saliency-net.ts";
import type { Tools } from "../pixels/tools.ts";

/** The net saw images of this side while it was trained; images of other shapes get about as many pixels. */
const trained = 320;
/** Steps of its probabilities in a mask. */
const full = 255;

/** Where the net sees something stand out: its raw probabilities as 0 to 255, of the image's size, and the highest. */
export interface Seen {
  readonly mask: Mask;
  /** From 0 to 1. */
  readonly highest: number;
}

/** Has the net look at an image of some hundred pixels a side. */
export async function look({ net }: Tools, image: Pixels, side = trained): Promise<Seen> {
  const { width, height } = image;
  const scale = side / Math.sqrt(width * height);
  const sideOf = (size: number) => netStep * Math.max(2, Math.round((size * scale) / netStep));
  const plane = await (await net()).look(resized(image, sideOf(width), sideOf(height)));
  const data = new Uint8Array(width * height);
  const [across, down] = [
    (plane.width - 1) / Math.max(1, width - 1),
    (plane.height - 1) / Math.max(1, height - 1),
  ];
  let highest = 0;
  for (let at = 0; at < plane.data.length; at += 1) highest = Math.max(highest, plane.data[at] ?? 0);
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor(y * down);
    const low = y * down - top;
    const next = Math.min(plane.height - 1, top + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.floor(x * across);
      const far = x * across - left;
      const right = Math.min(plane.width - 1, left + 1);
      const value = (row: number, column: number) => plane.data[row * plane.width + column] ?? 0;
      const upper = value(top, left) * (1 - far) + value(top, right) * far;
      const lower = value(next, left) * (1 - far) + value(next, right) * far;
      data[y * width + x] = Math.round(full * (upper * (1 - low) + lower * low));
    }
  }
  return { mask: { width, height, data }, highest };
}

/** Scales to any size: blends between pixels where it grows, averages where it shrinks by more than two. */
function resized({ width, height, data }: Pixels, toWidth: number, toHeight: number): Pixels {
  const result = new Uint8ClampedArray(4 * toWidth * toHeight).fill(255);
  const [across, down] = [width / toWidth, height / toHeight];
  const taps = Math.max(1, Math.ceil(Math.max(across, down)));
  for (let y = 0; y < toHeight; y += 1) {
    for (let x = 0; x < toWidth; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let tap = 0; tap < taps * taps; tap += 1) {
          const px = (x + ((tap % taps) + 0.5) / taps) * across - 0.5;
          const py = (y + (Math.floor(tap / taps) + 0.5) / taps) * down - 0.5;
          const left = Math.min(width - 1, Math.max(0, Math.floor(px)));
          const top = Math.min(height - 1, Math.max(0, Math.floor(py)));
          const right = Math.min(width - 1, left + 1);
          const below = Math.min(height - 1, top + 1);
          const [fx, fy] = [Math.min(1, Math.max(0, px - left)), Math.min(1, Math.max(0, py - top))];
          const value = (row: number, column: number) => data[4 * (row * width + column) + channel] ?? 0;
          sum +=
            (value(top, left) * (1 - fx) + value(top, right) * fx) * (1 - fy) +
            (value(below, left) * (1 - fx) + value(below, right) * fx) * fy;
        }
        result[4 * (y * toWidth + x) + channel] = sum / (taps * taps);
      }
    }
  }
  return { width: toWidth, height: toHeight, data: result };
}
