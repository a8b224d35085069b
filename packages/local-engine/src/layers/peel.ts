import type { Mask, Pixels } from "@stratify/imaging";
import { fill, grown } from "../background/fill.ts";
import { refine } from "../edges/refine.ts";
import { type LabImage, toLab } from "../pixels/lab.ts";
import type { Progress } from "../pixels/progress.ts";
import type { Tools } from "../pixels/tools.ts";
import { withinAlpha } from "../subject/alpha.ts";
import { separationOf } from "./colors-apart.ts";
import { look } from "./look.ts";
import { partObjects } from "./parting/part-objects.ts";
import { pieces } from "./pieces.ts";

/** Most looks of the net. */
const mostLooks = 4;
/** Highest probability, 0 to 1, below which nothing stands out. */
const leastHighest = 0.7;
/** Smallest object, as a share of the image: of the first look, and of later ones, which also see leftovers. */
const leastShare = 0.003;
const leastLater = 0.006;
/** Highest probability, as 0 to 255, that a piece has at least. */
const leastPeak = 230;
/** What a later look finds is a detail of the background when it is smaller than this share of the largest object. */
const leastBesides = 0.12;
/** A piece of which more than this lies in painted area shows what was painted, not what is there. */
const mostPainted = 0.5;
/** A later piece that touches an object and shares this many of its colours is a part of it that was overlooked. */
const mostApart = 0.6;
/** Least difference of colours between an object and what is around it. */
const leastApart = 0.35;
/** Pixels within which things touch, and around an object that are its surroundings. */
const reach = 5;

/**
 * Takes off what stands out, paints over it, and looks again, until nothing stands out. What touches is parted.
 *
 * @param image of some hundred pixels a side
 * @returns one mask an object, 255 or 0 a pixel, that do not overlap
 */
export async function peel(tools: Tools, image: Pixels, progress: Progress): Promise<Mask[]> {
  const { cv } = tools;
  const { width, height } = image;
  const lab = toLab(image);
  const taken = new Uint8Array(width * height);
  let found: Mask[] = [];
  let left = image;
  for (let round = 0; round < mostLooks; round += 1) {
    const { mask, highest } = await look(tools, left);
    progress("finding", (round + 1) / mostLooks);
    if (highest < leastHighest) break;
    const inside = binary(withinAlpha(left, refine(cv, left, binary(mask))));
    const largest = found.reduce((most, object) => Math.max(most, areaOf(object)), 0);
    const least =
      round === 0
        ? leastShare * width * height
        : Math.max(leastLater * width * height, leastBesides * largest);
    const fresh = pieces(cv, inside, least)
      .filter((piece) => shareIn(piece, taken) <= mostPainted)
      .map((piece) => without(piece, taken))
      .filter((piece) => peakOf(piece, mask) >= leastPeak)
      .filter((piece) => standsOut(cv, lab, piece, taken));
    if (fresh.length === 0) break;
    for (const piece of fresh) {
      const owner = round === 0 ? undefined : ownerOf(cv, lab, piece, found);
      if (owner) found = found.map((each) => (each === owner ? joined(owner, piece) : each));
      else found.push(...partObjects(cv, image, piece));
    }
    for (const { data } of fresh) {
      for (let at = 0; at < data.length; at += 1) if (data[at]) taken[at] = 255;
    }
    if (!taken.includes(0)) break;
    left = fill(cv, image, grown(cv, { width, height, data: taken }));
  }
  return found;
}

function binary({ width, height, data }: Mask): Mask {
  return { width, height, data: data.map((value) => (value > 127 ? 255 : 0)) };
}

function without({ width, height, data }: Mask, taken: Uint8Array): Mask {
  return { width, height, data: data.map((value, at) => (taken[at] === 0 ? value : 0)) };
}

function joined({ width, height, data }: Mask, other: Mask): Mask {
  return { width, height, data: data.map((value, at) => Math.max(value, other.data[at] ?? 0)) };
}

/** Whether a piece has other colours than what is around it. */
function standsOut(cv: Tools["cv"], lab: LabImage, piece: Mask, taken: Uint8Array): boolean {
  const around = without(grown(cv, piece, reach), taken);
  const ring = { ...around, data: around.data.map((value, at) => (piece.data[at] ? 0 : value)) };
  return !ring.data.includes(255) || separationOf(lab, piece, ring) > leastApart;
}

/** The object that a piece is a part of, which an earlier look did not see. */
function ownerOf(cv: Tools["cv"], lab: LabImage, piece: Mask, found: readonly Mask[]): Mask | undefined {
  const near = grown(cv, piece, reach);
  return found.find(
    (object) =>
      near.data.some((value, at) => value > 0 && (object.data[at] ?? 0) > 0) &&
      separationOf(lab, piece, object) < mostApart,
  );
}

function peakOf({ data }: Mask, seen: Mask): number {
  return data.reduce((most, value, at) => (value > 0 ? Math.max(most, seen.data[at] ?? 0) : most), 0);
}

function areaOf({ data }: Mask): number {
  return data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
}

function shareIn({ data }: Mask, taken: Uint8Array): number {
  let [count, inside] = [0, 0];
  for (let at = 0; at < data.length; at += 1) {
    if (data[at] === 0) continue;
    count += 1;
    if ((taken[at] ?? 0) > 0) inside += 1;
  }
  return inside / Math.max(1, count);
}
