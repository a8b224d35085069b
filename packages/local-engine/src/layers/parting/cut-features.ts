import type { Mask } from "@stratify/imaging";
import type { LabImage } from "../../pixels/lab.ts";
import { separationOf } from "../colors-apart.ts";
import { convexHull, withinHull } from "../hull.ts";

/** What tells whether a line through an object parts two things. */
export interface CutFeatures {
  /** How few colours the two sides share: 1 minus the overlap of their histograms. */
  readonly separation: number;
  /** Mean colour step across the line, in L*a*b* units. */
  readonly contrast: number;
  /** Share of the line with a visible step. */
  readonly visible: number;
  /** Length of the line, by the square root of the smaller side's area. */
  readonly length: number;
  /** Share of its outline that the more enclosed side has in common with the whole. */
  readonly open: number;
  /** How much more the two sides fill their hulls than the whole fills its own. */
  readonly rounder: number;
  /** How much of its hull the side that fills it least does, without what the other one hides. */
  readonly roundness: number;
  /** The smaller side, as a share of the whole. */
  readonly smaller: number;
}

/** Least step that is seen, in L*a*b* units. */
const visibleStep = 10;
/** How far from the line colours are compared, in pixels. */
const away = 2;

/**
 * @param one 255 or 0 a pixel
 * @param other the rest of the object
 */
export function cutFeatures(lab: LabImage, whole: Mask, one: Mask, other: Mask): CutFeatures {
  const [areaOne, areaOther] = [areaOf(one), areaOf(other)];
  const { line, contrast, visible } = along(lab, one, other);
  const [outlineOne, outlineOther] = [outlineOf(one, whole), outlineOf(other, whole)];
  const share = (outline: number) => outline / Math.max(1, outline + line);
  const hullOf = (mask: Mask, hidden: Mask) => {
    const hull = convexHull(mask);
    const full = hull.reduce((sum, row) => sum + (row ? row[1] - row[0] + 1 : 0), 0);
    return { full, without: full - withinHull(hull, hidden) };
  };
  const [hullOne, hullOther] = [hullOf(one, other), hullOf(other, one)];
  const fillOne = areaOne / Math.max(1, hullOne.without);
  const fillOther = areaOther / Math.max(1, hullOther.without);
  const area = areaOne + areaOther;
  const fillWhole =
    area / Math.max(1, hullOf(whole, { ...whole, data: new Uint8Array(whole.data.length) }).full);
  return {
    separation: separationOf(lab, one, other),
    contrast,
    visible,
    length: line / Math.sqrt(Math.max(1, Math.min(areaOne, areaOther))),
    open: Math.min(share(outlineOne), share(outlineOther)),
    rounder: (areaOne * fillOne + areaOther * fillOther) / Math.max(1, area) - fillWhole,
    roundness: Math.min(fillOne, fillOther),
    smaller: Math.min(areaOne, areaOther) / Math.max(1, area),
  };
}

function areaOf({ data }: Mask): number {
  let area = 0;
  for (const value of data) if (value > 0) area += 1;
  return area;
}

/** Pixels of a side that have a neighbour outside of the whole. */
function outlineOf({ width, height, data }: Mask, whole: Mask): number {
  let count = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (data[at] === 0) continue;
      const out = (near: boolean, to: number) => !near || whole.data[to] === 0;
      if (
        out(x > 0, at - 1) ||
        out(x < width - 1, at + 1) ||
        out(y > 0, at - width) ||
        out(y < height - 1, at + width)
      )
        count += 1;
    }
  }
  return count;
}

/** Walks along the line between the sides, and compares colours a little away from it on both. */
function along({ width, height, data }: LabImage, one: Mask, other: Mask) {
  let [line, compared, sum, seen] = [0, 0, 0, 0];
  const meet = (from: number, to: number, step: number, room: boolean) => {
    const inOrder = (one.data[from] ?? 0) > 0 && (other.data[to] ?? 0) > 0;
    const reversed = (other.data[from] ?? 0) > 0 && (one.data[to] ?? 0) > 0;
    if (!inOrder && !reversed) return;
    line += 1;
    if (!room) return;
    const [back, front] = [from - away * step, to + away * step];
    const [side, facing] = inOrder ? [one, other] : [other, one];
    if (!side.data[back] || !facing.data[front]) return;
    const apart = Math.hypot(
      (data[3 * back] ?? 0) - (data[3 * front] ?? 0),
      (data[3 * back + 1] ?? 0) - (data[3 * front + 1] ?? 0),
      (data[3 * back + 2] ?? 0) - (data[3 * front + 2] ?? 0),
    );
    compared += 1;
    sum += apart;
    if (apart > visibleStep) seen += 1;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (x < width - 1) meet(at, at + 1, 1, x >= away && x < width - 1 - away);
      if (y < height - 1) meet(at, at + width, width, y >= away && y < height - 1 - away);
    }
  }
  // Steps along both axes count a slanted line 1.27 times on average.
  return { line: line / 1.27, contrast: sum / Math.max(1, compared), visible: seen / Math.max(1, compared) };
}
