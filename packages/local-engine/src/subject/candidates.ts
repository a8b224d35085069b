import type { Mask, Pixels } from "@stratify/imaging";
import { grabCut, seed } from "../pixels/grab-cut.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { scaleMask, shrink } from "../pixels/resample.ts";
import { overlap } from "./overlap.ts";
import { subjectPriors } from "./prior.ts";

/** Pixels of the border that are background where a prior does not think otherwise. */
const rim = 2;
/** How far a frame drawn by hand around a subject stays off the border, as a share of each side. */
const frame = 0.05;
/** Radius of the middle, as a share of each side. */
const middle = 0.3;
/** Cuts that overlap by more than this are the same. */
const same = 0.98;

/**
 * Cuts of the picture, each from another guess at where the subject is: what the whole composition says, what stands
 * out from the border's colours, what a frame just inside the border holds (the plain GrabCut of every tutorial), and
 * what is in the middle.
 *
 * @param rounds how often each first cut learns its colours anew
 * @param progress told after every cut, from 0 to 1
 */
export function candidates(
  cv: OpenCv,
  image: Pixels,
  rounds: number,
  progress: (fraction: number) => void,
): Mask[] {
  const { standsOut, composed } = subjectPriors(image);
  const found: Mask[] = [];
  const guesses = [
    () => twice(cv, image, opaque(image, fromComposition(image, composed)), rounds, found),
    () => twice(cv, image, opaque(image, fromSaliency(image, standsOut)), rounds, found),
    () => framed(cv, image, rounds),
    () => coarsely(cv, image, rounds),
  ];
  guesses.forEach((run, index) => {
    found.push(...run());
    progress((index + 1) / guesses.length);
  });
  return found;
}

function cut(cv: OpenCv, image: Pixels, seeds: Uint8Array, rounds: number): Mask[] {
  const subject = seeds.some((value) => value === seed.subject || value === seed.maybeSubject);
  const background = seeds.some((value) => value === seed.background || value === seed.maybeBackground);
  return subject && background ? [grabCut(cv, image, seeds, rounds)] : [];
}

/** A cut, and what it becomes: holes open and arms grow. What an earlier guess came to as well is not tried again. */
function twice(
  cv: OpenCv,
  image: Pixels,
  seeds: Uint8Array,
  rounds: number,
  earlier: readonly Mask[],
): Mask[] {
  return cut(cv, image, seeds, rounds).flatMap((first) => {
    if (earlier.some((mask) => overlap(mask, first) > same)) return [first];
    return [first, ...again(cv, image, first)];
  });
}

/** What a cut becomes when its own colours decide everywhere, learned but once more. */
function again(cv: OpenCv, image: Pixels, first: Mask): Mask[] {
  const seeds = first.data.map((value) => (value > 127 ? seed.maybeSubject : seed.maybeBackground));
  return cut(cv, image, opaque(image, seeds), 1);
}

function opaque({ data }: Pixels, seeds: Uint8Array): Uint8Array {
  return seeds.map((value, index) => ((data[4 * index + 3] ?? 0) < 16 ? seed.background : value));
}

/** A cut of what a frame holds. Where it comes up to the frame, the same colours decide how it goes on beyond. */
function framed(cv: OpenCv, image: Pixels, rounds: number): Mask[] {
  const seeds = opaque(image, fromFrame(image));
  return cut(cv, image, seeds, rounds).flatMap((first) => {
    if (!meetsFrame(first, seeds)) return [first];
    const beyond = seeds.map((value, at) => {
      if (value === seed.background) return seed.maybeBackground;
      return (first.data[at] ?? 0) > 127 ? seed.maybeSubject : seed.background;
    });
    return cut(cv, image, opaque(image, beyond), 1);
  });
}

function meetsFrame({ width, data }: Mask, seeds: Uint8Array): boolean {
  const outside = (at: number) => seeds[at] === seed.background;
  return data.some((value, at) => value > 127 && [at - 1, at + 1, at - width, at + width].some(outside));
}

/**
 * A cut of what is in the middle, first at half the size. So little is known there before the cut that at full size it
 * would take as long as all others together.
 */
function coarsely(cv: OpenCv, image: Pixels, rounds: number): Mask[] {
  const half = shrink(image, Math.max(image.width, image.height) / 2);
  return cut(cv, half, opaque(half, fromMiddle(half)), rounds).flatMap((first) => {
    return again(cv, image, scaleMask(first, image.width, image.height));
  });
}

function fromComposition({ width, height }: Pixels, composed: Float32Array): Uint8Array {
  return seedMap(width, height, (index, x, y) => {
    const score = composed[index] ?? 0;
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y);
    if (score < 0.15 || (edge < rim && score < 0.45)) return seed.background;
    if (score > 0.75) return seed.subject;
    return score > 0.45 ? seed.maybeSubject : seed.maybeBackground;
  });
}

function fromSaliency({ width, height }: Pixels, standsOut: Float32Array): Uint8Array {
  return seedMap(width, height, (index) => {
    const score = standsOut[index] ?? 0;
    if (score < 0.1) return seed.background;
    return score > 0.5 ? seed.maybeSubject : seed.maybeBackground;
  });
}

function fromFrame({ width, height }: Pixels): Uint8Array {
  const [left, top] = [Math.round(frame * width), Math.round(frame * height)];
  return seedMap(width, height, (_, x, y) => {
    const inside = x >= left && x < width - left && y >= top && y < height - top;
    return inside ? seed.maybeSubject : seed.background;
  });
}

function fromMiddle({ width, height }: Pixels): Uint8Array {
  return seedMap(width, height, (_, x, y) => {
    if (Math.min(x, y, width - 1 - x, height - 1 - y) <= rim) return seed.background;
    const [across, down] = [(x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5];
    return across * across + down * down < middle * middle ? seed.maybeSubject : seed.maybeBackground;
  });
}

/** One of {@link seed} for each pixel. */
function seedMap(width: number, height: number, of: (index: number, x: number, y: number) => number) {
  const made = new Uint8Array(width * height);
  for (let [y, index] = [0, 0]; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 1) made[index] = of(index, x, y);
  }
  return made;
}
