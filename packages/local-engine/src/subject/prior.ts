import type { Pixels } from "@stratify/imaging";
import { toLab } from "../pixels/lab.ts";
import { samples, shrink } from "../pixels/resample.ts";
import { focus, quantile } from "./focus.ts";
import { saliency } from "./saliency.ts";
import { superpixels } from "./superpixels.ts";

const patchCount = 300;
const patchPicture = 200;
/** How much "it is in the middle" counts against "it stands out". */
const centreShare = 0.35;
const centreSpread = 0.28;

/** First guesses at the subject, 0 to 1 a pixel. */
export interface Priors {
  /** What stands out from the border's colours, wherever it lies; about 0.5 where either could be. */
  readonly standsOut: Float32Array;
  /** What stands out or is in focus, and lies towards the middle; about 0.45 where either could be. */
  readonly composed: Float32Array;
}

/** Guesses at the subject from how the picture is composed. */
export function subjectPriors(image: Pixels): Priors {
  const small = shrink(image, patchPicture);
  const patches = superpixels(toLab(small), patchCount);
  const salient = saliency(patches, small.width, small.height);
  const sharp = focus(toLab(image), patches, small.width, small.height);
  const scaled = (share: number) => {
    const most = quantile([...salient], share);
    return salient.map((value) => (most > 0 ? Math.min(1, value / most) : 0));
  };
  const [score, most] = [scaled(0.9), scaled(0.95)];

  const standsOut = new Float32Array(image.width * image.height);
  const composed = new Float32Array(image.width * image.height);
  const columns = samples(image.width, small.width);
  samples(image.height, small.height).forEach((row, y) => {
    columns.forEach((column, x) => {
      const index = y * image.width + x;
      const patch = patches.labels[row.first * small.width + column.first] ?? 0;
      const offCentre = ((x + 0.5) / image.width - 0.5) ** 2 + ((y + 0.5) / image.height - 0.5) ** 2;
      const centre = Math.exp(-offCentre / (2 * centreSpread ** 2));
      const own = Math.max(score[patch] ?? 0, sharp[patch] ?? 0);
      standsOut[index] = most[patch] ?? 0;
      composed[index] = (1 - centreShare) * own + centreShare * centre;
    });
  });
  return { standsOut, composed };
}
