import type { Box } from "../../shared/placement-plan.ts";

/** Between a source and its result, in the page's units. */
const gap = 40;

/**
 * The first place to the right of a box where a rectangle lies on nothing, at the height of what it belongs to.
 *
 * @param taken what is on the page
 * @param right the edge that it goes beyond
 * @param y its upper edge
 */
export function freeSpot(
  taken: readonly Box[],
  { right, y, width, height }: { right: number; y: number; width: number; height: number },
): { x: number; y: number } {
  let x = right + gap;
  for (;;) {
    const here = x;
    const inTheWay = taken.filter(
      (box) =>
        box.x < here + width + gap &&
        box.x + box.width > here - gap &&
        box.y < y + height &&
        box.y + box.height > y,
    );
    if (inTheWay.length === 0) return { x, y };
    x = Math.max(...inTheWay.map((box) => box.x + box.width)) + gap;
  }
}
