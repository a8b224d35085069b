import type { Mask, Pixels } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import { grabCut, seed } from "../pixels/grab-cut.ts";
import { toLab } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { leastPiece } from "./classical.ts";
import { clean } from "./clean.ts";
import { judge } from "./judge.ts";

/** A cut by colours is better where it scores higher by this, and shares fewer colours with its surroundings than this. */
const leastGain = 0.03;
const leastSeparation = 0.9;
/** Share of its outline that lies on visible edges. */
const leastOutlined = 0.97;
/** How much of its agreement with the net it may lose: it still has to be the same subject. */
const leastAgreement = 0.55;

/**
 * Lets a cut grow by its own colours wherever they lead. The net often sees a part of a subject alone: the blade of a
 * shovel, the half of a machine that the border leaves. Elsewhere the first cut stays.
 *
 * @param first 255 or 0 a pixel
 */
export function regrown(cv: OpenCv, image: Pixels, first: Mask, seen: Plane): Mask {
  const seeds = first.data.map((value) => (value > 127 ? seed.maybeSubject : seed.maybeBackground));
  const second = clean(cv, grabCut(cv, image, seeds, 1), leastPiece);
  const agreed = agreement(second, seen);
  if (agreed < leastAgreement * agreement(first, seen)) return first;
  const lab = toLab(image);
  const verdict = judge(lab, second);
  const isClear = verdict.separation >= leastSeparation && verdict.outlined >= leastOutlined;
  return isClear && verdict.score >= judge(lab, first).score + leastGain ? second : first;
}

/** Intersection over union of a mask and of what the net sees, by probability. */
function agreement({ data }: Mask, seen: Plane): number {
  let [both, either] = [0, 0];
  for (let at = 0; at < data.length; at += 1) {
    const [held, likely] = [(data[at] ?? 0) / 255, seen.data[at] ?? 0];
    both += Math.min(held, likely);
    either += Math.max(held, likely);
  }
  return both / Math.max(1, either);
}
