import type { Mask, Pixels } from "@stratify/imaging";
import { type Sample, samples } from "../pixels/resample.ts";
import { boxMean } from "./box-mean.ts";
import { membrane } from "./membrane.ts";
import { type Color, difference, nearestOf, ringOf, type Surroundings } from "./surroundings.ts";

/** Levels by which flat colours may vary, and by which two of them differ at least. */
const [flatSpread, flatApart] = [5, 18];
/** Share of the surroundings that flat colours cover in a drawing; the rest is the soft edges between them. */
const flatShare = 0.9;
/** Radii, in pixels, of the rounds in which the edges between areas are straightened. */
const straightening = [8, 8, 8, 6, 6, 4, 4, 2, 2, 2];

/** The flat colours of a drawing, or nothing where it is none. */
export function flatColors(scene: Surroundings): Color[] | undefined {
  const { rgb } = scene;
  const ring = ringOf(scene);
  const bins = new Map<number, { count: number; red: number; green: number; blue: number }>();
  for (const at of ring) {
    const [red, green, blue] = [rgb[3 * at] ?? 0, rgb[3 * at + 1] ?? 0, rgb[3 * at + 2] ?? 0];
    const key = ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2);
    const bin = bins.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 };
    bin.count += 1;
    bin.red += red;
    bin.green += green;
    bin.blue += blue;
    bins.set(key, bin);
  }
  const colors: Color[] = [];
  for (const bin of [...bins.values()].sort((one, other) => other.count - one.count).slice(0, 40)) {
    const color: Color = [bin.red / bin.count, bin.green / bin.count, bin.blue / bin.count];
    if (colors.every((other) => difference(color, other) > 3 * flatApart * flatApart)) colors.push(color);
    if (colors.length === 8) break;
  }
  const counts = new Uint32Array(colors.length);
  for (const at of ring) {
    const { index, distance } = nearestOf(colors, rgb, at);
    if (distance <= 3 * flatSpread * flatSpread) counts[index] = (counts[index] ?? 0) + 1;
  }
  const kept = colors.filter((_, index) => (counts[index] ?? 0) >= 0.01 * ring.length);
  const covered = counts.reduce((sum, count) => sum + count, 0);
  return kept.length > 0 && covered >= flatShare * ring.length ? kept : undefined;
}

/**
 * Continues the areas of a drawing at full size, in their own colours and with sharp edges.
 *
 * @param colors the drawing's, as {@link flatColors} finds them
 * @param painted about what is where, of the size of `scene`
 * @param unknown of full size; what is 0 stays empty
 */
export function paintDrawing(
  scene: Surroundings,
  colors: readonly Color[],
  painted: Float32Array,
  unknown: Mask,
): Pixels {
  const { width, height, rgb, known } = scene;
  const areas = Uint8Array.from(known, (_, at) => nearestOf(colors, painted, at).index);
  const all = new Uint8Array(known.length).fill(1);
  const isIn = (index: number) => Float32Array.from(areas, (area) => (area === index ? 1 : 0));
  for (const radius of colors.length > 1 ? straightening : []) {
    const shares = colors.map((_, index) => boxMean(isIn(index), all, width, height, 1, radius));
    for (let at = 0; at < areas.length; at += 1) if (known[at] === 0) areas[at] = largest(shares, at);
  }
  const shares = colors.map((_, index) => boxMean(isIn(index), all, width, height, 1, 1));
  const tones = colors.map((color, index) => {
    const pure = areas.map((area, at) =>
      area === index && known[at] !== 0 && isPure(rgb, at, color) ? 1 : 0,
    );
    return pure.includes(1) ? membrane(rgb, pure, width, height, 3) : undefined;
  });
  return enlarged(unknown, shares, tones, width, height);
}

function isPure(rgb: Float32Array, at: number, color: Color): boolean {
  const found: Color = [rgb[3 * at] ?? 0, rgb[3 * at + 1] ?? 0, rgb[3 * at + 2] ?? 0];
  return difference(found, color) <= 3 * flatSpread * flatSpread;
}

function largest(shares: readonly Float32Array[], at: number): number {
  let found = 0;
  for (let index = 1; index < shares.length; index += 1) {
    if ((shares[index]?.[at] ?? 0) > (shares[found]?.[at] ?? 0)) found = index;
  }
  return found;
}

function enlarged(
  unknown: Mask,
  shares: readonly Float32Array[],
  tones: readonly (Float32Array | undefined)[],
  width: number,
  height: number,
): Pixels {
  const data = new Uint8ClampedArray(4 * unknown.width * unknown.height);
  const across = 2;
  const columns = samples(across * unknown.width, width);
  const rows = samples(across * unknown.height, height);
  const parts = across * across;
  for (let y = 0; y < unknown.height; y += 1) {
    for (let x = 0; x < unknown.width; x += 1) {
      const to = 4 * (y * unknown.width + x);
      if (unknown.data[y * unknown.width + x] === 0) continue;
      let [red, green, blue] = [0, 0, 0];
      for (let part = 0; part < parts; part += 1) {
        const row = rows[across * y + Math.floor(part / across)];
        const column = columns[across * x + (part % across)];
        if (!row || !column) continue;
        const ground = tones.length === 1 ? 0 : likeliest(shares, width, row, column);
        const tone = tones[ground];
        const at =
          3 *
          ((row.share < 0.5 ? row.first : row.second) * width +
            (column.share < 0.5 ? column.first : column.second));
        red += tone?.[at] ?? 0;
        green += tone?.[at + 1] ?? 0;
        blue += tone?.[at + 2] ?? 0;
      }
      data[to] = red / parts;
      data[to + 1] = green / parts;
      data[to + 2] = blue / parts;
      data[to + 3] = 255;
    }
  }
  return { width: unknown.width, height: unknown.height, data };
}

function likeliest(likely: readonly Float32Array[], width: number, row: Sample, column: Sample): number {
  let [most, found] = [-1, 0];
  for (let index = 0; index < likely.length; index += 1) {
    const plane = likely[index];
    if (!plane) continue;
    const upper =
      (plane[row.first * width + column.first] ?? 0) * (1 - column.share) +
      (plane[row.first * width + column.second] ?? 0) * column.share;
    const lower =
      (plane[row.second * width + column.first] ?? 0) * (1 - column.share) +
      (plane[row.second * width + column.second] ?? 0) * column.share;
    const value = upper + (lower - upper) * row.share;
    if (value > most) [most, found] = [value, index];
  }
  return found;
}
