import type { Mask, Pixels } from "@stratify/imaging";
import { clean } from "./clean.ts";
import { grabCut, seed } from "./grab-cut.ts";
import type { OpenCv } from "./open-cv.ts";
import { subjectPrior } from "./prior.ts";
import { refine } from "./refine.ts";
import { shrink } from "./resample.ts";

/** Longest side at which the subject is found. Larger finds no more, and takes longer. */
const working = 320;
const rounds = 3;
/** Pixels of the border that are background unless the prior thinks otherwise. */
const rim = 2;
/** Smallest piece of a subject that stays, as a share of the largest. */
const leastPiece = 0.12;

/** Told how far a piece of work is, from 0 to 1. */
export type Progress = (fraction: number) => void;

/** The subject at a working size: the picture, and a mask of 255 and 0, which is empty when nothing stands out. */
export function roughSubject(cv: OpenCv, image: Pixels, progress: Progress): { small: Pixels; mask: Mask } {
  const small = shrink(image, working);
  const seeds = seedsOf(small);
  progress(0.3);
  const found = seeds.includes(seed.maybeSubject) || seeds.includes(seed.subject);
  const mask: Mask = found
    ? clean(cv, cutOut(cv, small, seeds), leastPiece)
    : { width: small.width, height: small.height, data: new Uint8Array(seeds.length) };
  progress(0.7);
  return { small, mask };
}

/** The subject of a picture at its full size, with soft edges; an empty mask when nothing stands out. */
export function subject(cv: OpenCv, image: Pixels, progress: Progress): Mask {
  const mask = withinAlpha(image, refine(cv, image, roughSubject(cv, image, progress).mask));
  progress(1);
  return mask;
}

function cutOut(cv: OpenCv, small: Pixels, seeds: Uint8Array): Mask {
  const { width, height } = small;
  // With nothing to tell it from, the subject is everything.
  const all = seeds.every((value) => value === seed.subject || value === seed.maybeSubject);
  return all
    ? { width, height, data: new Uint8Array(seeds.length).fill(255) }
    : grabCut(cv, small, seeds, rounds);
}

function seedsOf(small: Pixels): Uint8Array {
  const { width, height, data } = small;
  const prior = subjectPrior(small);
  return Uint8Array.from(prior, (score, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    const edge = Math.min(x, y, width - 1 - x, height - 1 - y);
    if ((data[4 * index + 3] ?? 0) < 16) return seed.background;
    if (score < 0.15 || (edge < rim && score < 0.45)) return seed.background;
    if (score > 0.75) return seed.subject;
    return score > 0.45 ? seed.maybeSubject : seed.maybeBackground;
  });
}

/** What is transparent in the picture is no part of anything in it. */
export function withinAlpha(image: Pixels, mask: Mask): Mask {
  const data = mask.data.map((value, index) => Math.round((value * (image.data[4 * index + 3] ?? 0)) / 255));
  return { ...mask, data };
}
