import type { Pixels } from "@stratify/imaging";
import { focus, quantile } from "./focus.ts";
import { toLab } from "./lab.ts";
import { samples, shrink } from "./resample.ts";
import { saliency } from "./saliency.ts";
import { superpixels } from "./superpixels.ts";

const patchCount = 300;
const patchPicture = 200;
/** How much "it is in the middle" counts against "it stands out". */
const centreShare = 0.35;
const centreSpread = 0.28;

/**
 * A first guess at the subject, from how the picture is composed: what stands out from the border's colours or is in
 * focus, and lies towards the middle.
 *
 * @returns 0 to 1 a pixel, about 0.45 where either could be
 */
export function subjectPrior(image: Pixels): Float32Array {
  const small = shrink(image, patchPicture);
  const patches = superpixels(toLab(small), patchCount);
  const standsOut = saliency(patches, small.width, small.height);
  const sharp = focus(toLab(image), patches, small.width, small.height);
  const most = quantile([...standsOut], 0.9);
  const score = standsOut.map((value, index) =>
    Math.max(most > 0 ? Math.min(1, value / most) : 0, sharp[index] ?? 0),
  );

  const prior = new Float32Array(image.width * image.height);
  const columns = samples(image.width, small.width);
  samples(image.height, small.height).forEach((row, y) => {
    columns.forEach((column, x) => {
      const patch = patches.labels[row.first * small.width + column.first] ?? 0;
      const offCentre = ((x + 0.5) / image.width - 0.5) ** 2 + ((y + 0.5) / image.height - 0.5) ** 2;
      const centre = Math.exp(-offCentre / (2 * centreSpread ** 2));
      prior[y * image.width + x] = (1 - centreShare) * (score[patch] ?? 0) + centreShare * centre;
    });
  });
  return prior;
}
