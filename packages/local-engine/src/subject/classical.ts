import type { Pixels } from "@stratify/imaging";
import { toLab } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { candidates } from "./candidates.ts";
import { choose, type Judged } from "./choose.ts";
import { clean } from "./clean.ts";
import { judge } from "./judge.ts";

/** How often each first cut learns its colours anew. */
const rounds = 2;
/** Smallest piece of a subject that stays, as a share of the largest. */
export const leastPiece = 0.03;

/**
 * Finds the subject by colours, sharpness and composition alone, without the net: several cuts from different guesses,
 * of which the best is taken.
 *
 * @param small the image at working size
 * @returns `undefined` when no cut shows a clear subject
 */
export function classical(
  cv: OpenCv,
  small: Pixels,
  progress: (fraction: number) => void,
): Judged | undefined {
  const lab = toLab(small);
  const cuts = candidates(cv, small, rounds, progress).map((mask) => {
    const cleaned = clean(cv, mask, leastPiece);
    return { mask: cleaned, verdict: judge(lab, cleaned) };
  });
  return choose(cuts);
}
