import { boxMean } from "./box-mean.ts";

/** A rectangle with something unknown in it: colours from 0 to 255, 3 numbers a pixel. */
export interface Surroundings {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
  /** Not 0 where `rgb` is to be believed. */
  readonly known: Uint8Array;
}

/** Red, green and blue, from 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

/** Indices of known pixels near the unknown: as far as an eighth of the rectangle. */
export function ringOf({ width, height, known }: Surroundings): Int32Array<ArrayBuffer> {
  const unknown = Float32Array.from(known, (value) => (value === 0 ? 1 : 0));
  const reach = Math.max(4, Math.round(Math.max(width, height) / 24));
  const near = boxMean(unknown, new Uint8Array(known.length).fill(1), width, height, 1, reach);
  const ring: number[] = [];
  for (let at = 0; at < known.length; at += 1) {
    if (known[at] !== 0 && (near[at] ?? 0) > 1e-6) ring.push(at);
  }
  return Int32Array.from(ring);
}

/** The colour that is nearest to a pixel's, and the square of how far it is. */
export function nearestOf(colors: readonly Color[], rgb: Float32Array, at: number) {
  const color: Color = [rgb[3 * at] ?? 0, rgb[3 * at + 1] ?? 0, rgb[3 * at + 2] ?? 0];
  let [index, distance] = [0, Number.POSITIVE_INFINITY];
  for (let each = 0; each < colors.length; each += 1) {
    const other = colors[each];
    if (!other) continue;
    const off = difference(color, other);
    if (off < distance) [index, distance] = [each, off];
  }
  return { index, distance };
}

/** The square of the distance between two colours. */
export function difference(one: Color, other: Color): number {
  return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2;
}
