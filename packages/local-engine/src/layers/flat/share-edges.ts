import type { Mask, Pixels } from "@stratify/imaging";
import type { EvenRegions } from "./even-regions.ts";

/** How far from an edge pixel the colours on its sides are looked for, in pixels. */
const reach = 3;

/**
 * Makes a soft mask of each group of regions. A pixel at an edge is a mixture of the colours on its two sides, which
 * tells how much of it each side holds.
 *
 * @param groups labels of the regions of each object
 */
export function shareEdges(image: Pixels, even: EvenRegions, groups: readonly (readonly number[])[]): Mask[] {
  const { width, height, labels, regions } = even;
  const groupOf = new Int32Array(regions.length).fill(-1);
  groups.forEach((group, index) => {
    for (const label of group) groupOf[label] = index;
  });
  const masks = groups.map(() => new Uint8Array(width * height));
  for (let at = 0; at < labels.length; at += 1) {
    const label = labels[at] ?? -1;
    if (label >= 0) {
      const mask = masks[groupOf[label] ?? -1];
      if (mask) mask[at] = 255;
      continue;
    }
    const sides = sidesOf(even, at);
    const parts = mixture(image, at, sides);
    for (const { side, share } of parts) {
      const mask = masks[groupOf[labels[side] ?? -1] ?? -1];
      if (mask) mask[at] = Math.min(255, (mask[at] ?? 0) + Math.round(255 * share));
    }
  }
  return masks.map((data) => ({ width, height, data }));
}

/** The nearest pixel of each region around an edge pixel. */
function sidesOf({ width, height, labels }: EvenRegions, at: number): number[] {
  const nearest = new Map<number, { side: number; distance: number }>();
  const [x, y] = [at % width, Math.floor(at / width)];
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row += 1) {
    for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column += 1) {
      const side = row * width + column;
      const label = labels[side] ?? -1;
      if (label < 0) continue;
      const distance = (row - y) ** 2 + (column - x) ** 2;
      if (distance < (nearest.get(label)?.distance ?? Number.POSITIVE_INFINITY)) {
        nearest.set(label, { side, distance });
      }
    }
  }
  return [...nearest.values()].map(({ side }) => side);
}

/** Which two sides a pixel is mixed from best, and how much of each. */
function mixture(
  { data }: Pixels,
  at: number,
  sides: readonly number[],
): readonly { readonly side: number; readonly share: number }[] {
  let least = Number.POSITIVE_INFINITY;
  let best: { side: number; share: number }[] = sides.slice(0, 1).map((side) => ({ side, share: 1 }));
  for (const [index, one] of sides.entries()) {
    for (const other of sides.slice(index + 1)) {
      let [mixed, whole] = [0, 0];
      for (let channel = 0; channel < 3; channel += 1) {
        const span = (data[4 * one + channel] ?? 0) - (data[4 * other + channel] ?? 0);
        mixed += span * ((data[4 * at + channel] ?? 0) - (data[4 * other + channel] ?? 0));
        whole += span * span;
      }
      const share = whole === 0 ? 1 : Math.min(1, Math.max(0, mixed / whole));
      let off = 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const blend = share * (data[4 * one + channel] ?? 0) + (1 - share) * (data[4 * other + channel] ?? 0);
        off += Math.abs((data[4 * at + channel] ?? 0) - blend);
      }
      if (off >= least) continue;
      least = off;
      best = [
        { side: one, share },
        { side: other, share: 1 - share },
      ];
    }
  }
  return best;
}
