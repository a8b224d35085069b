import type { Pixels } from "@stratify/imaging";

/** Colours that lie within this many of 255 steps in every channel are one colour. */
const oneColor = 10;

/** Whether an image has one colour only, apart from what noise or a codec adds. A lone odd pixel counts as noise. */
export function isFlat({ data }: Pixels): boolean {
  const pixels = data.length / 4;
  const odd = Math.max(1, Math.floor(pixels / 10_000));
  for (let channel = 0; channel < 3; channel += 1) {
    const counts = new Uint32Array(256);
    for (let at = channel; at < data.length; at += 4) {
      const value = data[at] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    if (quantile(counts, pixels - odd) - quantile(counts, odd) > oneColor) return false;
  }
  return true;
}

/** The value that so many of the counted ones do not exceed. */
function quantile(counts: Uint32Array, rank: number): number {
  let [value, sum] = [0, counts[0] ?? 0];
  while (sum <= rank && value < 255) {
    value += 1;
    sum += counts[value] ?? 0;
  }
  return value;
}
