import type { Mask, Pixels } from "@stratify/imaging";
import { seed } from "../pixels/grab-cut.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { disc } from "./local-change.ts";
import { labelsOf } from "./pieces.ts";
import { mark, type WorkingBox, type WorkingPoint, type WorkingPrompt } from "./working-prompt.ts";

/** A mask is believed this many pixels inside of its outline, and this many outside. */
const [sureInside, sureOutside] = [5, 14];
/** Around a click that contradicts a mask, nothing within this many pixels is believed. */
const reconsidered = 60;
/** How far such a click turns the mask over: in distances from the click to the outline, and in pixels at most. */
const [turnedDepths, mostTurned] = [2.5, 60];
/** Pixels around the first click that are as it says; each further click counts for less, since it corrects less. */
const [firstDisc, shrinking, leastDisc] = [6, 0.7, 3];
/** Where only a click is known: the radius that is likely meant, and the share of the image beyond which nothing is. */
const [guessRadius, farthest] = [30, 0.5];
/** Clicks within this many pixels of one another are at the same place. */
const samePlace = 4;

/** Seeds from a mask: sure well inside and well outside of it, except around clicks that say otherwise. */
export function seedsAround(cv: OpenCv, start: Mask, { points }: WorkingPrompt): Uint8Array {
  const { width, height, data } = start;
  const inner = distance(start, 0);
  const outer = distance(start, 255);
  const seeds = new Uint8Array(width * height);
  for (let at = 0; at < seeds.length; at += 1) {
    if ((data[at] ?? 0) > 127) seeds[at] = (inner[at] ?? 0) > sureInside ? seed.subject : seed.maybeSubject;
    else seeds[at] = (outer[at] ?? 0) > sureOutside ? seed.background : seed.maybeBackground;
  }
  for (const point of points) {
    const own = point.y * width + point.x;
    const isInside = (data[own] ?? 0) > 127;
    if (isInside === point.isMeant) continue;
    const depth = (isInside ? inner[own] : outer[own]) ?? 0;
    if (isInside && takePiece(cv, start, point, points, seeds)) continue;
    const turn = Math.min(mostTurned, turnedDepths * depth);
    const others = points.filter(({ isMeant }) => isMeant !== point.isMeant);
    for (const at of disc(width, height, point, Math.max(reconsidered, 2 * turn))) {
      const [x, y] = [at % width, Math.floor(at / width)];
      const away = Math.hypot(x - point.x, y - point.y);
      const isNearer = others.every((other) => Math.hypot(x - other.x, y - other.y) > away);
      if (!isNearer) continue;
      const turned = away <= turn;
      const held = (data[at] ?? 0) > 127;
      seeds[at] = turned
        ? point.isMeant
          ? seed.maybeSubject
          : seed.maybeBackground
        : held
          ? seed.maybeSubject
          : seed.maybeBackground;
    }
  }
  return seeds;
}

/** Clicks that no later one of the other sign has replaced. */
export function valid(points: readonly WorkingPoint[]): WorkingPoint[] {
  return points.filter((point, index) =>
    points
      .slice(index + 1)
      .every(
        ({ x, y, isMeant }) => isMeant === point.isMeant || Math.hypot(x - point.x, y - point.y) > samePlace,
      ),
  );
}

/** Gives up the whole piece that an excluding click lies in, where no click wants any of it. */
function takePiece(
  cv: OpenCv,
  start: Mask,
  click: WorkingPoint,
  points: readonly WorkingPoint[],
  seeds: Uint8Array,
): boolean {
  const labels = labelsOf(cv, start);
  const labelOf = ({ x, y }: WorkingPoint) => labels[y * start.width + x];
  const own = labelOf(click);
  const isWanted = points.some((point) => point.isMeant && labelOf(point) === own);
  if (isWanted || points.every(({ isMeant }) => !isMeant)) return false;
  for (let at = 0; at < seeds.length; at += 1) if (labels[at] === own) seeds[at] = seed.background;
  return true;
}

/** Seeds where nothing but the prompt is known. */
export function seedsOfPoints({ width, height }: Pixels, { points, marks }: WorkingPrompt): Uint8Array {
  const seeds = new Uint8Array(width * height).fill(marks ? seed.maybeBackground : seed.background);
  const radius = guessRadius;
  for (const point of points) {
    if (!point.isMeant) continue;
    for (const at of disc(width, height, point, farthest * Math.max(width, height))) {
      if (seeds[at] === seed.background) seeds[at] = seed.maybeBackground;
    }
  }
  for (const point of points) {
    if (point.isMeant) for (const at of disc(width, height, point, radius)) seeds[at] = seed.maybeSubject;
  }
  return seeds;
}

/** Seeds where a box is all that is known. */
export function seedsOfBox({ width, height }: Pixels, { left, top, right, bottom }: WorkingBox): Uint8Array {
  const seeds = new Uint8Array(width * height).fill(seed.background);
  for (let y = top; y < bottom; y += 1) seeds.fill(seed.maybeSubject, y * width + left, y * width + right);
  return seeds;
}

/** What the prompt says holds, whatever was believed before. */
export function limit(
  seeds: Uint8Array,
  { width, height, data }: Pixels,
  { points, box, marks }: WorkingPrompt,
) {
  for (let at = 0; at < seeds.length; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (box && (x < box.left || x >= box.right || y < box.top || y >= box.bottom))
      seeds[at] = seed.background;
    if (marks?.[at] === mark.meant) seeds[at] = seed.subject;
    if (marks?.[at] === mark.notMeant) seeds[at] = seed.background;
  }
  points.forEach((point, index) => {
    for (const at of disc(width, height, point, discRadius(index))) {
      seeds[at] = point.isMeant ? seed.subject : seed.background;
    }
  });
  for (let at = 0; at < seeds.length; at += 1) {
    if ((data[4 * at + 3] ?? 0) < 16) seeds[at] = seed.background;
  }
}

function discRadius(index: number): number {
  return Math.max(leastDisc, firstDisc * shrinking ** index);
}

/** City-block distance of each pixel from the nearest one that has the value. */
function distance({ width, height, data }: Mask, value: number): Uint16Array {
  const far = width + height;
  const result = new Uint16Array(width * height).fill(far);
  for (let at = 0; at < result.length; at += 1) {
    if (data[at] === value) result[at] = 0;
    else {
      const left = at % width > 0 ? (result[at - 1] ?? far) : far;
      const above = at >= width ? (result[at - width] ?? far) : far;
      result[at] = Math.min(far, Math.min(left, above) + 1);
    }
  }
  for (let at = result.length - 1; at >= 0; at -= 1) {
    const right = at % width < width - 1 ? (result[at + 1] ?? far) : far;
    const below = at < result.length - width ? (result[at + width] ?? far) : far;
    result[at] = Math.min(result[at] ?? far, Math.min(right, below) + 1);
  }
  return result;
}
