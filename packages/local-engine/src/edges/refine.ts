import type { Mask, Pixels } from "@stratify/imaging";
import type { OpenCv } from "../pixels/open-cv.ts";
import { scaleMask, shrink } from "../pixels/resample.ts";
import { applyFunctions } from "./apply-functions.ts";
import { GuidedFilter, type Window } from "./guided-filter.ts";
import { known, unknown, widened } from "./known.ts";
import { settle } from "./settle.ts";

/** Longest side, in pixels, at which alpha is learned; larger images apply to all of their pixels what was learned. */
const learnAt = 640;

/** How much a guess is steepened around one half. */
const contrast = 2.5;

/**
 * Brings a rough mask to an image's full size. Its edges come to lie on the image's own edges, sharp where these are
 * sharp, and soft where hair or blur is.
 *
 * @param rough how likely each pixel belongs to the object, 0 to 255; the same view at any smaller size
 * @returns alpha, of the image's size
 */
export function refine(cv: OpenCv, image: Pixels, rough: Mask): Mask {
  const guide = shrink(image, learnAt);
  const { width, height } = guide;
  const guess = scaleMask(rough, width, height);
  const radius = Math.ceil(2 * Math.max(width / rough.width, height / rough.height)) + 1;
  const sure = known(cv, guess, radius);
  const mask: Mask = {
    width: image.width,
    height: image.height,
    data: new Uint8Array(image.width * image.height),
  };
  const window = around(sure, guide, 2 * radius);
  const filter = new GuidedFilter(guide, window, radius, wantedIn(sure, guide, window, radius));
  const alpha = settle(filter, planeIn(guess, sure, window), unknownIn(sure, width, window));
  const learned = { width, height, window, functions: filter.functions(alpha), known: sure };
  applyFunctions(image, learned, { x: 0, y: 0, width, height }, mask);
  return mask;
}

/** What holds all unknown pixels and their surroundings; a single pixel when there are none. */
function around(sure: Uint8Array, { width, height }: Pixels, margin: number): Window {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 1) {
      if (sure[index] !== unknown) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (bottom < 0) return { x: 0, y: 0, width: 1, height: 1 };
  const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  return {
    x,
    y,
    width: Math.min(width, right + margin + 1) - x,
    height: Math.min(height, bottom + margin + 1) - y,
  };
}

function wantedIn(sure: Uint8Array, guide: Pixels, window: Window, radius: number): Uint8Array {
  const marks = new Uint8Array(window.width * window.height);
  for (let y = 0, to = 0; y < window.height; y += 1) {
    const from = (window.y + y) * guide.width + window.x;
    for (let x = 0; x < window.width; x += 1, to += 1) marks[to] = sure[from + x] === unknown ? 1 : 0;
  }
  return widened(marks, window.width, window.height, radius);
}

function unknownIn(sure: Uint8Array, width: number, window: Window): Uint32Array {
  const found: number[] = [];
  for (let y = 0, index = 0; y < window.height; y += 1) {
    const from = (window.y + y) * width + window.x;
    for (let x = 0; x < window.width; x += 1, index += 1) if (sure[from + x] === unknown) found.push(index);
  }
  return Uint32Array.from(found);
}

function planeIn(guess: Mask, sure: Uint8Array, window: Window): Float32Array {
  const plane = new Float32Array(window.width * window.height);
  for (let y = 0, to = 0; y < window.height; y += 1) {
    const from = (window.y + y) * guess.width + window.x;
    for (let x = 0; x < window.width; x += 1, to += 1) {
      const value = sure[from + x] ?? 0;
      plane[to] = value === unknown ? decided((guess.data[from + x] ?? 0) / 255) : value / 255;
    }
  }
  return plane;
}

/** Brings a guess nearer to nothing or everything: what no color decides would stay as a grey veil. */
function decided(guess: number): number {
  return Math.min(1, Math.max(0, 0.5 + contrast * (guess - 0.5)));
}
