import type { Mask, Pixels } from "@stratify/imaging";
import { lanes } from "./box-mean.ts";
import type { Window } from "./guided-filter.ts";
import { unknown } from "./known.ts";

/** Answers this close to nothing or everything are just that, from 0 to 1: they would show as grey wisps. */
const softness = 0.1;

/** How alpha follows from color, learned at the size of a smaller image of the same view. */
export interface Learned {
  /** Size of the smaller image, in its pixels. */
  readonly width: number;
  readonly height: number;
  /** The part of it that `functions` are of. */
  readonly window: Window;
  /** See {@link GuidedFilter.functions}. */
  readonly functions: Float32Array;
  /** 0, 255 or {@link unknown} for each pixel of the whole smaller image. */
  readonly known: Uint8Array;
}

/**
 * Computes alpha of the pixels of an image from their own colors, so that an edge is as sharp as the image's.
 *
 * @param part what to compute, in pixels of the smaller image
 * @param mask of the image's size; written where it covers `part`
 */
export function applyFunctions(image: Pixels, learned: Learned, part: Window, mask: Mask): void {
  const { width, height, data } = image;
  const [left, right] = [
    starting(part.x, learned.width, width),
    starting(part.x + part.width, learned.width, width),
  ];
  const [top, bottom] = [
    starting(part.y, learned.height, height),
    starting(part.y + part.height, learned.height, height),
  ];
  const { window, functions } = learned;
  const nearest = new Int32Array(right - left);
  const firsts = new Int32Array(right - left);
  const shares = new Float32Array(right - left);
  for (let x = left; x < right; x += 1) {
    const place = ((x + 0.5) * learned.width) / width - 0.5;
    const inside = Math.min(Math.max(place - window.x, 0), window.width - 1);
    firsts[x - left] = Math.floor(inside);
    shares[x - left] = inside - Math.floor(inside);
    nearest[x - left] = Math.floor(place + 0.5);
  }
  const scale = 255 / (1 - 2 * softness);
  for (let y = top; y < bottom; y += 1) {
    const place = ((y + 0.5) * learned.height) / height - 0.5;
    const inside = Math.min(Math.max(place - window.y, 0), window.height - 1);
    const first = Math.floor(inside);
    const share = inside - first;
    const above = lanes * first * window.width;
    const down = first + 1 < window.height ? lanes * window.width : 0;
    const row = Math.floor(place + 0.5) * learned.width;
    for (let x = left; x < right; x += 1) {
      const index = y * width + x;
      const sure = learned.known[row + (nearest[x - left] ?? 0)] ?? 0;
      if (sure !== unknown) {
        mask.data[index] = sure;
        continue;
      }
      const column = firsts[x - left] ?? 0;
      const at = above + lanes * column;
      const across = column + 1 < window.width ? lanes : 0;
      const second = shares[x - left] ?? 0;
      const color = 4 * index;
      let alpha = 0;
      for (let lane = 0; lane < lanes; lane += 1) {
        const here = at + lane;
        const before = functions[here] ?? 0;
        const upper = before + ((functions[here + across] ?? 0) - before) * second;
        const beneath = functions[here + down] ?? 0;
        const lower = beneath + ((functions[here + down + across] ?? 0) - beneath) * second;
        const value = upper + (lower - upper) * share;
        alpha += lane === 3 ? value : (value * (data[color + lane] ?? 0)) / 255;
      }
      mask.data[index] = Math.min(255, Math.max(0, Math.round((alpha - softness) * scale)));
    }
  }
}

/** The first pixel of the larger image whose nearest pixel of the smaller one is this one or a later one. */
function starting(at: number, smaller: number, larger: number): number {
  return Math.max(0, Math.ceil((at * larger) / smaller - 0.5));
}
