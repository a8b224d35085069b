import type { Mask, Pixels } from "@stratify/imaging";
import { type Sample, samples, shrink } from "../pixels/resample.ts";
import { boxMean } from "./box-mean.ts";
import { flatColors, paintDrawing } from "./drawing.ts";
import { groundsOf, ofLikeliest } from "./grounds.ts";
import { touched } from "./holes.ts";
import { membrane } from "./membrane.ts";
import { type Painted, paintPatches } from "./patches.ts";

/** Longest side at which patches are looked for; what they show is copied at full resolution. */
const searchAt = 400;
/** Most pixels for which patches are looked for. */
const mostSearched = 36_000;
/** Levels of texture below which a ground is smooth, and above which it is wholly textured. */
const [smoothBelow, texturedAbove] = [0.7, 2];
/** Radius, in pixels at the working size, over which texture is told from tone. */
const textureRadius = 3;

/**
 * Paints what is unknown in a rectangle: where the surroundings are smooth by continuing their tone, with their grain
 * on it, where they are textured with patches of them, and in drawings by continuing their areas.
 *
 * @param unknown 255 for pixels that may not be looked at, of the image's size
 * @returns of the image's size: colours where something was unknown, and nothing elsewhere
 */
export function paintPart(image: Pixels, unknown: Mask, progress: (fraction: number) => void): Pixels {
  const small = shrink(image, workingSide(unknown));
  const { width, height } = small;
  const missing = touched(unknown, width, height).data;
  const known = missing.map((value) => (value === 0 ? 1 : 0));
  const rgb = new Float32Array(3 * width * height);
  for (let at = 0; at < known.length; at += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      rgb[3 * at + channel] = small.data[4 * at + channel] ?? 0;
    }
  }
  const surroundings = { width, height, rgb, known };
  const flat = flatColors(surroundings);
  const grounds = groundsOf(surroundings);
  progress(0.2);
  const tone = ofLikeliest(grounds.likely, grounds.tones);
  const color = ofLikeliest(grounds.likely, grounds.colors);
  const low = boxMean(rgb, known, width, height, 3, textureRadius);
  const texture = textureOf(rgb, low, known, width, height);
  // A drawing has no tone to keep to: its patches fit as they are, or they do not.
  const even = new Float32Array(rgb.length).fill(128);
  const scene = flat
    ? { width, height, rgb, unknown: missing, tone: even, texture: new Float32Array(texture.length) }
    : { width, height, rgb, unknown: missing, tone, texture };
  const painted = paintPatches(scene, (fraction) => progress(0.2 + 0.6 * fraction));
  if (flat) return paintDrawing(surroundings, flat, painted?.rgb ?? color, unknown);
  if (!painted) return enlarged(image, unknown, color, rgb, undefined, width, height);
  const mixed = rgb.slice();
  for (let at = 0; at < known.length; at += 1) {
    if (known[at] !== 0) continue;
    const levels = texture[at] ?? 0;
    const weight = Math.min(1, Math.max(0, (levels - smoothBelow) / (texturedAbove - smoothBelow)));
    const from = painted.from[at] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const grain = (rgb[3 * from + channel] ?? 0) - (low[3 * from + channel] ?? 0);
      const smooth = (color[3 * at + channel] ?? 0) + grain;
      mixed[3 * at + channel] = smooth + weight * ((painted.rgb[3 * at + channel] ?? 0) - smooth);
    }
  }
  return enlarged(image, unknown, mixed, rgb, painted, width, height);
}

/** Longest side at which a rectangle is worked on: the time goes with what is unknown. */
function workingSide({ width, height, data }: Mask): number {
  const longest = Math.max(width, height);
  let missing = 0;
  for (const value of data) if (value !== 0) missing += 1;
  const scale = Math.min(1, searchAt / longest);
  const searched = missing * scale * scale;
  return Math.round(longest * scale * Math.min(1, Math.sqrt(mostSearched / Math.max(1, searched))));
}

/** By how many levels colours differ from their tone: as it is where they are known, else by what is around. */
function textureOf(
  rgb: Float32Array,
  low: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
): Float32Array {
  const texture = new Float32Array(known.length);
  for (let at = 0; at < known.length; at += 1) {
    let sum = 0;
    for (let index = 3 * at; index < 3 * at + 3; index += 1) {
      sum += Math.abs((rgb[index] ?? 0) - (low[index] ?? 0));
    }
    texture[at] = sum / 3;
  }
  const even = boxMean(texture, known, width, height, 1, 2 * textureRadius);
  return membrane(even, known, width, height, 1);
}

/** Brings colours to full size, with the detail that the pixels have there that they were copied from. */
function enlarged(
  image: Pixels,
  unknown: Mask,
  colors: Float32Array,
  source: Float32Array,
  painted: Painted | undefined,
  width: number,
  height: number,
): Pixels {
  const data = new Uint8ClampedArray(4 * image.width * image.height);
  const [across, down] = [image.width / width, image.height / height];
  const [columns, rows] = [samples(image.width, width), samples(image.height, height)];
  const detailed = painted !== undefined && (across > 1 || down > 1);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      if (unknown.data[y * image.width + x] === 0) return;
      const to = 4 * (y * image.width + x);
      const at =
        (row.share < 0.5 ? row.first : row.second) * width +
        (column.share < 0.5 ? column.first : column.second);
      const from = detailed ? (painted.from[at] ?? -1) : -1;
      const fromX = from < 0 ? -1 : Math.round(x + ((from % width) - (at % width)) * across);
      const fromY =
        from < 0 ? -1 : Math.round(y + (Math.floor(from / width) - Math.floor(at / width)) * down);
      const [sourceRow, sourceColumn] = [rows[fromY], columns[fromX]];
      for (let channel = 0; channel < 3; channel += 1) {
        let value = sampled(colors, width, row, column, channel);
        if (sourceRow && sourceColumn) {
          value +=
            (image.data[4 * (fromY * image.width + fromX) + channel] ?? 0) -
            sampled(source, width, sourceRow, sourceColumn, channel);
        }
        data[to + channel] = value;
      }
      data[to + 3] = 255;
    });
  });
  return { width: image.width, height: image.height, data };
}

function sampled(rgb: Float32Array, width: number, row: Sample, column: Sample, channel: number): number {
  const [above, below] = [3 * row.first * width + channel, 3 * row.second * width + channel];
  const [left, right] = [3 * column.first, 3 * column.second];
  const upper = (rgb[above + left] ?? 0) * (1 - column.share) + (rgb[above + right] ?? 0) * column.share;
  const lower = (rgb[below + left] ?? 0) * (1 - column.share) + (rgb[below + right] ?? 0) * column.share;
  return upper + (lower - upper) * row.share;
}
