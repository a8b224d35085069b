import type { Mask } from "@stratify/imaging";
import type { LabImage } from "../pixels/lab.ts";

/** Bins of the histograms along each of lightness, a* and b*. */
const bins = 12;

/** How few colours two parts of an image share: 1 minus the overlap of their histograms. */
export function separationOf({ data }: LabImage, one: Mask, other: Mask): number {
  const [first, second] = [histogram(data, one), histogram(data, other)];
  let shared = 0;
  first.forEach((value, bin) => {
    shared += Math.min(value, second[bin] ?? 0);
  });
  return 1 - shared;
}

function histogram(data: Float32Array, { data: inside }: Mask): Float64Array {
  const counts = new Float64Array(bins ** 3);
  let total = 0;
  const binOf = (value: number, low: number, unit: number) =>
    Math.min(bins - 1, Math.max(0, Math.floor((value - low) / unit)));
  for (let at = 0; at < inside.length; at += 1) {
    if (inside[at] === 0) continue;
    const bin =
      (binOf(data[3 * at] ?? 0, 0, 100 / bins) * bins + binOf(data[3 * at + 1] ?? 0, -72, 12)) * bins +
      binOf(data[3 * at + 2] ?? 0, -72, 12);
    counts[bin] = (counts[bin] ?? 0) + 1;
    total += 1;
  }
  return counts.map((count) => count / Math.max(1, total));
}
