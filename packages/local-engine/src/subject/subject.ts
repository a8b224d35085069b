import { type Mask, maskFromAlpha, type Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import { toLab } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import type { Progress } from "../pixels/progress.ts";
import { shrink } from "../pixels/resample.ts";
import type { Tools } from "../pixels/tools.ts";
import { brightened } from "./brightened.ts";
import { candidates } from "./candidates.ts";
import { choose } from "./choose.ts";
import { clean } from "./clean.ts";
import { judge } from "./judge.ts";

/** How much work goes into finding a subject. */
export interface Effort {
  /** Longest side, in pixels, at which it is looked for. */
  readonly working: number;
  /** How often each first cut learns its colours anew. */
  readonly rounds: number;
}

/** Chosen by measurement: the README tells what more or less of either would change. */
export const usual: Effort = { working: 320, rounds: 2 };
/** Smallest piece of a subject that stays, as a share of the largest. */
const leastPiece = 0.03;

/** The subject at a working size: the picture, and a mask of 255 and 0, which is empty when nothing stands out. */
export async function roughSubject(
  { cv }: Tools,
  image: Pixels,
  progress: Progress,
  { working, rounds } = usual,
): Promise<{ small: Pixels; mask: Mask }> {
  progress("finding", 0);
  const small = shrink(image, working);
  const mask = best(cv, small, rounds, (fraction) => progress("cutting", 0.1 + 0.6 * fraction));
  return { small, mask };
}

/** The subject of a picture at its full size, with soft edges; an empty mask when nothing stands out. */
export async function subject(
  tools: Tools,
  image: Pixels,
  progress: Progress,
  effort = usual,
): Promise<Mask> {
  const { small, mask: rough } = await roughSubject(tools, image, progress, effort);
  progress("edges", 0.7);
  const mask = isCutOut(small) ? maskFromAlpha(image) : withinAlpha(image, refine(tools.cv, image, rough));
  progress("edges", 1);
  return mask;
}

/** Cuts, judges, and chooses. */
function best(cv: OpenCv, picture: Pixels, rounds: number, progress: (fraction: number) => void): Mask {
  if (isCutOut(picture)) return opaquePart(picture);
  const small = brightened(picture);
  const lab = toLab(small);
  const cuts = candidates(cv, small, rounds, progress).map((mask) => {
    const cleaned = clean(cv, mask, leastPiece);
    return { mask: cleaned, verdict: judge(lab, cleaned) };
  });
  const nothing = {
    width: small.width,
    height: small.height,
    data: new Uint8Array(small.width * small.height),
  };
  return choose(cuts) ?? (seeThrough(small) ? opaquePart(small) : nothing);
}

/** A picture that is transparent along most of its border was cut out before, as stickers and logos are. */
function isCutOut({ width, height, data }: Pixels): boolean {
  let [clear, all] = [0, 0];
  for (let y = 0; y < height; y += 1) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1);
    for (let x = 0; x < width; x += step) {
      all += 1;
      if ((data[4 * (y * width + x) + 3] ?? 0) < 16) clear += 1;
    }
  }
  return clear > all / 2;
}

/** Where a picture has holes of its own, as a logo has, and nothing else stands out, all that is there is the subject. */
function seeThrough({ data }: Pixels): boolean {
  let clear = 0;
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) < 16) clear += 1;
  return clear > 0.02 * (data.length / 4);
}

function opaquePart({ width, height, data }: Pixels): Mask {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, at) => ((data[4 * at + 3] ?? 0) < 16 ? 0 : 255)),
  };
}

/** What is transparent in the picture is no part of anything in it. */
export function withinAlpha(image: Pixels, mask: Mask): Mask {
  const data = mask.data.map((value, index) => {
    const alpha = image.data[4 * index + 3] ?? 0;
    return alpha === 255 ? value : Math.round((value * alpha) / 255);
  });
  return { ...mask, data };
}
