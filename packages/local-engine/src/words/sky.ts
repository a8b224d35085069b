import type { Mask, Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import { type LabImage, toLab } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { shrink } from "../pixels/resample.ts";
import { withinAlpha } from "../subject/alpha.ts";
import { clean } from "../subject/clean.ts";

const working = 320;
/** A sky is blue somewhere along the top: at least so much bluer than grey, in b* of L*a*b*. */
const leastBlue = 4;
/** From pixel to pixel a sky changes by less than this, in L*a*b* units. */
const mostStep = 1.5;
/** How far a sky's colour may drift from the blue of its top, in a* and b*, as haze and clouds do. */
const mostDrift = 16;
/** Below this share of the picture, a patch of blue is something else. */
const leastShare = 0.04;
/** Smallest piece that stays, as a share of the largest: what shows between branches and masts. */
const leastPiece = 0.01;

/**
 * The sky: what is blue along the picture's top, and what it gradually turns into downwards. Full size, soft edges;
 * empty when there is none. An evenly grey or white sky can't be told from a wall, and is not found.
 */
export function sky(cv: OpenCv, image: Pixels): Mask {
  const small = shrink(image, working);
  const rough = clean(cv, grown(small), leastPiece);
  const count = rough.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  if (count < leastShare * rough.data.length) {
    return { width: image.width, height: image.height, data: new Uint8Array(image.width * image.height) };
  }
  return withinAlpha(image, refine(cv, image, rough));
}

/** Floods from blue pixels of the top row through gradual changes of colour. */
function grown(small: Pixels): Mask {
  const { width, height } = small;
  const lab = toLab(small);
  const held = new Uint8Array(width * height);
  const open: number[] = [];
  const take = (index: number) => {
    held[index] = 255;
    open.push(index);
  };
  for (let x = 0; x < width; x += 1) if (isBlue(lab, x)) take(x);
  const top = [1, 2].map((channel) => {
    return open.reduce((sum, index) => sum + (lab.data[3 * index + channel] ?? 0), 0) / open.length;
  });
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const [x, y] = [index % width, Math.floor(index / width)];
    if (x > 0) pass(index, index - 1);
    if (x + 1 < width) pass(index, index + 1);
    if (y > 0) pass(index, index - width);
    if (y + 1 < height) pass(index, index + width);
  }
  return { width, height, data: held };

  function pass(from: number, to: number) {
    if (held[to] || stepBetween(lab, from, to) > mostStep) return;
    const drift = Math.hypot(...top.map((value, at) => (lab.data[3 * to + 1 + at] ?? 0) - value));
    if (drift < mostDrift) take(to);
  }
}

function isBlue({ data }: LabImage, index: number): boolean {
  const [a, b] = [data[3 * index + 1] ?? 0, data[3 * index + 2] ?? 0];
  return b < -leastBlue && a > 0.6 * b && a < -b;
}

function stepBetween({ data }: LabImage, one: number, other: number): number {
  const difference = (channel: number) => (data[3 * one + channel] ?? 0) - (data[3 * other + channel] ?? 0);
  return Math.hypot(difference(0), difference(1), difference(2));
}
