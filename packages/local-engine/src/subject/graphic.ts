import type { Mask, Pixels } from "@stratify/imaging";
import type { LabImage } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { components } from "./clean.ts";

/** A border is of one colour when this share of it is, within this many L*a*b* units. */
const leastBorder = 0.9;
const oneColor = 5;
/** What differs from the ground by so many L*a*b* units is drawn on it, or by half of what is usual where that is less. */
const drawn = 12;
/** A graphic has this share of what is drawn in so few colours, each a box of so many L*a*b* units. */
const mostColors = 6;
const leastShare = 0.8;
const binSize = 8;
/** A graphic of more pieces of about one size is a pattern, or a page of text. */
const mostPieces = 40;
const leastLargest = 0.2;
/** What is drawn has sharp outlines: over them, colours change by this share of what they differ by; shades do not. */
const leastStep = 0.5;
/** An image of so few colours, apart from a few of its pixels, is a graphic also on two grounds. */
const mostPalette = 3;
const paletteShare = 0.97;
/** What holds more of the border than this is one of two grounds, side by side or in stripes. */
const mostBorder = 0.3;
/** What covers less or more of the image is no subject. */
const [leastArea, mostArea] = [0.003, 0.9];

/** What {@link graphic} sees: nothing of its kind, or a graphic, whose mask is empty where nothing stands out. */
export type Graphic = { readonly mask: Mask } | undefined;

/**
 * Cuts a logo, lettering or another flat graphic off its even ground. Colours alone tell it apart, with all of its holes
 * and however thin it is; a net that learned from photographs closes the holes of letters.
 *
 * @param image the image at working size
 * @param original the same at its full size, without the blends that scaling adds
 * @returns `undefined` for any other image
 */
export function graphic(cv: OpenCv, image: LabImage, original: Pixels): Graphic {
  const even = groundOf(image);
  const ground = even ?? (paletteOf(original) <= mostPalette ? commonest(image) : undefined);
  if (!ground) return undefined;
  const { width, height } = image;
  const data = new Uint8Array(width * height);
  const distances = Float32Array.from(data, (_, at) => distance(image, at, ground));
  const other = distances.filter((value) => value > oneColor).sort();
  const usual = other[other.length >> 1] ?? 0;
  const least = Math.min(drawn, usual / 2);
  let area = 0;
  for (let at = 0; at < data.length; at += 1) {
    if ((distances[at] ?? 0) < least) continue;
    data[at] = 255;
    area += 1;
  }
  if (even && !fewColors(image, data, area)) return undefined;
  if (stepAcross(distances, data, width) < leastStep * usual) return undefined;
  const mask = { width, height, data };
  const share = area / data.length;
  const standsFree = even !== undefined || borderOf(mask) <= mostBorder;
  const meant = share >= leastArea && share <= mostArea && standsFree && !isPattern(cv, mask, area);
  return { mask: meant ? mask : { width, height, data: new Uint8Array(width * height) } };
}

/** How many colours all but a few pixels have; a sample of the image is enough. */
function paletteOf({ width, height, data }: Pixels): number {
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / 40_000)));
  const counts = new Map<number, number>();
  let sampled = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step, sampled += 1) {
      const at = 4 * (y * width + x);
      const color =
        (((data[at] ?? 0) >> 3) << 10) | (((data[at + 1] ?? 0) >> 3) << 5) | ((data[at + 2] ?? 0) >> 3);
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
  }
  let left = paletteShare * sampled;
  const sorted = [...counts.values()].sort((one, other) => other - one);
  const enough = sorted.findIndex((count) => {
    left -= count;
    return left <= 0;
  });
  return enough + 1;
}

/** The colour that most of the border has. */
function commonest(image: LabImage): Color {
  const { width, height, data } = image;
  const counts = new Map<string, { count: number; color: Color }>();
  for (const at of borderPixels(width, height)) {
    const [l = 0, a = 0, b = 0] = data.subarray(3 * at, 3 * at + 3);
    const key = [l, a, b].map(Math.round).join();
    const known = counts.get(key) ?? { count: 0, color: [l, a, b] };
    known.count += 1;
    counts.set(key, known);
  }
  return [...counts.values()].reduce((most, each) => (each.count > most.count ? each : most)).color;
}

function borderPixels(width: number, height: number): number[] {
  const border: number[] = [];
  for (let x = 0; x < width; x += 1) border.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y += 1) border.push(y * width, y * width + width - 1);
  return border;
}

/** How much farther from the ground's colour the inside of the outline is than its outside, over two pixels. */
function stepAcross(distances: Float32Array, inside: Uint8Array, width: number): number {
  let [sum, count] = [0, 0];
  for (const step of [1, width]) {
    for (let at = step; at + 2 * step < inside.length; at += 1) {
      if (inside[at] === inside[at + step]) continue;
      const wide = Math.abs((distances[at - step] ?? 0) - (distances[at + 2 * step] ?? 0));
      const thin = Math.abs((distances[at] ?? 0) - (distances[at + step] ?? 0));
      sum += Math.max(wide, thin);
      count += 1;
    }
  }
  return count > 0 ? sum / count : 0;
}

/** Share of the image's border that a mask holds. */
function borderOf({ width, height, data }: Mask): number {
  const border = borderPixels(width, height);
  return border.filter((at) => (data[at] ?? 0) > 0).length / border.length;
}

type Color = readonly [number, number, number];

/** The colour of an even ground, as the border shows it. */
export function groundOf(image: LabImage): Color | undefined {
  const { width, height, data } = image;
  const border = borderPixels(width, height);
  const median = [0, 1, 2].map((channel) => {
    const values = border.map((at) => data[3 * at + channel] ?? 0).sort((one, other) => one - other);
    return values[values.length >> 1] ?? 0;
  });
  const [l = 0, a = 0, b = 0] = median;
  const even = border.filter((at) => distance(image, at, [l, a, b]) < oneColor);
  return even.length >= leastBorder * border.length ? [l, a, b] : undefined;
}

function distance({ data }: LabImage, at: number, [l, a, b]: Color): number {
  const [dl, da, db] = [(data[3 * at] ?? 0) - l, (data[3 * at + 1] ?? 0) - a, (data[3 * at + 2] ?? 0) - b];
  return Math.sqrt(dl * dl + da * da + db * db);
}

/** Whether few colours make up what is inside; what soft edges add to them is let pass. */
function fewColors({ data }: LabImage, inside: Uint8Array, area: number): boolean {
  const counts = new Map<number, number>();
  for (let at = 0; at < inside.length; at += 1) {
    if (inside[at] === 0) continue;
    const bin = [0, 1, 2].reduce(
      (sum, channel) => sum * 64 + Math.round((data[3 * at + channel] ?? 0) / binSize) + 32,
      0,
    );
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const largest = [...counts.values()].sort((one, other) => other - one).slice(0, mostColors);
  return largest.reduce((sum, count) => sum + count, 0) >= leastShare * area;
}

function isPattern(cv: OpenCv, mask: Mask, area: number): boolean {
  const [, ...areas] = components(cv, mask.data, mask).areas;
  return areas.length > mostPieces && Math.max(...areas) < leastLargest * area;
}
