import type { EvenRegion, EvenRegions } from "./even-regions.ts";

/** Levels a channel within which two regions have the same colour. */
const alike = 12;
/** Highest letter, as a share of the image's height. */
const highestLetter = 0.13;

/**
 * Which regions make an object together: the parts of a shape that another one runs across, and the letters of a text.
 *
 * @param behind regions of the background, which are in no group
 */
export function groupRegions(even: EvenRegions, behind: ReadonlySet<number>): number[][] {
  const { regions, height } = even;
  const parents = regions.map((_, label) => label);
  const root = (label: number): number => {
    let at = label;
    while (parents[at] !== at) at = parents[at] ?? at;
    return at;
  };
  const shapes = regions.flatMap((region, label) => (behind.has(label) ? [] : [{ region, label }]));
  for (const [index, one] of shapes.entries()) {
    for (const other of shapes.slice(index + 1)) {
      if (!sameColor(one.region, other.region)) continue;
      if (areLetters(one.region, other.region, height) || isBridged(even, behind, one.region, other.region)) {
        parents[root(other.label)] = root(one.label);
      }
    }
  }
  const groups = new Map<number, number[]>();
  for (const { label } of shapes) groups.set(root(label), [...(groups.get(root(label)) ?? []), label]);
  return [...groups.values()];
}

function sameColor({ color: one }: EvenRegion, { color: other }: EvenRegion): boolean {
  return one.every((value, channel) => Math.abs(value - (other[channel] ?? 0)) <= alike);
}

/** Whether two regions are as letters of a line, or of one line and the next, are to each other. */
function areLetters({ box: one }: EvenRegion, { box: other }: EvenRegion, height: number): boolean {
  const [high, low] = [one.bottom - one.top + 1, other.bottom - other.top + 1];
  const tallest = Math.max(high, low);
  if (tallest > highestLetter * height || Math.min(high, low) < 0.25 * tallest) return false;
  const across = Math.max(one.left, other.left) - Math.min(one.right, other.right);
  const down = Math.max(one.top, other.top) - Math.min(one.bottom, other.bottom);
  const inLine = down < -0.3 * Math.min(high, low) && across < 0.8 * tallest;
  const nextLine = across < 0 && down < 0.9 * tallest;
  return inLine || nextLine;
}

/** Whether the straight way from one region to another runs through a third one that is no background. */
function isBridged(
  { width, height, labels }: EvenRegions,
  behind: ReadonlySet<number>,
  { box: one }: EvenRegion,
  { box: other }: EvenRegion,
): boolean {
  const middle = (box: EvenRegion["box"]) =>
    [(box.left + box.right) / 2, (box.top + box.bottom) / 2] as const;
  const clampTo = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
  const [mx, my] = middle(other);
  const [ox, oy] = middle(one);
  // From where each box is nearest to the middle of the other.
  const from = [clampTo(mx, one.left, one.right), clampTo(my, one.top, one.bottom)] as const;
  const to = [clampTo(ox, other.left, other.right), clampTo(oy, other.top, other.bottom)] as const;
  const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]));
  if (steps < 2) return true;
  if (steps > 0.4 * Math.max(width, height)) return false;
  let through = 0;
  for (let step = 0; step <= steps; step += 1) {
    const x = Math.round(from[0] + ((to[0] - from[0]) * step) / steps);
    const y = Math.round(from[1] + ((to[1] - from[1]) * step) / steps);
    const label = labels[y * width + x] ?? -1;
    if (label >= 0 && behind.has(label)) return false;
    if (label >= 0) through += 1;
  }
  return through > 0.4 * steps;
}
