import type { Mask } from "@stratify/imaging";
import { convexHull, withinHull } from "./hull.ts";

/** How many times more one object must bite into the other than it is bitten, for the shapes to tell the order. */
const clear = 1.5;
/** Least bite that tells anything, as a share of the smaller object. */
const leastBite = 0.02;
/** Objects with this many pixels between them do not hide each other. */
const reach = 4;

/**
 * Orders objects by depth, the frontmost first. Of things before a camera the one that reaches lower in the image is
 * nearer. Of drawn shapes that touch, the one in front is whole and the other one has a bite out of it, where the hull of
 * its shape would go on.
 *
 * @param objects masks of one size, soft or not
 */
export function frontToBack(objects: readonly Mask[], kind: "subject" | "shape"): Mask[] {
  const told = objects
    .map((mask) => ({ mask, hull: convexHull(mask), area: areaOf(mask), lowest: lowestOf(mask) }))
    .sort((one, other) => other.lowest - one.lowest);
  const isBefore = (front: (typeof told)[number], back: (typeof told)[number]) => {
    if (kind === "subject" || !touch(front.mask, back.mask)) return false;
    const smaller = Math.min(front.area, back.area);
    const bitten = withinHull(back.hull, front.mask) / smaller;
    const biting = withinHull(front.hull, back.mask) / smaller;
    return bitten > leastBite && bitten > clear * biting;
  };
  const ordered: Mask[] = [];
  const left = [...told];
  while (left.length > 0) {
    const free = left.findIndex((one) => !left.some((other) => other !== one && isBefore(other, one)));
    const [next] = left.splice(Math.max(0, free), 1);
    if (next) ordered.push(next.mask);
  }
  return ordered;
}

function areaOf({ data }: Mask): number {
  return data.reduce((sum, value) => sum + (value > 127 ? 1 : 0), 0);
}

function lowestOf({ width, data }: Mask): number {
  return Math.floor(data.findLastIndex((value) => value > 127) / width);
}

function touch({ width, height, data }: Mask, other: Mask): boolean {
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      if ((data[y * width + x] ?? 0) <= 127) continue;
      for (const [dx, dy] of [
        [reach, 0],
        [-reach, 0],
        [0, reach],
        [0, -reach],
      ] as const) {
        const [column, row] = [x + dx, y + dy];
        if (column < 0 || row < 0 || column >= width || row >= height) continue;
        if ((other.data[row * width + column] ?? 0) > 127) return true;
      }
    }
  }
  return false;
}
