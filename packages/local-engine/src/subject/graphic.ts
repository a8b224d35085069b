import type { Mask } from "@stratify/imaging";
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
/** What covers less or more of the image is no subject. */
const [leastArea, mostArea] = [0.003, 0.9];

/** What {@link graphic} sees: nothing of its kind, or a graphic, whose mask is empty where nothing stands out. */
export type Graphic = { readonly mask: Mask } | undefined;

/**
 * Cuts a logo, lettering or another flat graphic off its even ground. Colours alone tell it apart, with all of its holes
 * and however thin it is; a net that learned from photographs closes the holes of letters.
 *
 * @returns `undefined` for any other image
 */
export function graphic(cv: OpenCv, image: LabImage): Graphic {
  const ground = groundOf(image);
  if (!ground) return undefined;
  const { width, height } = image;
  const data = new Uint8Array(width * height);
  const distances = Float32Array.from(data, (_, at) => distance(image, at, ground));
  const other = distances.filter((value) => value > oneColor).sort();
  const least = Math.min(drawn, (other[other.length >> 1] ?? 0) / 2);
  let area = 0;
  for (let at = 0; at < data.length; at += 1) {
    if ((distances[at] ?? 0) < least) continue;
    data[at] = 255;
    area += 1;
  }
  if (!fewColors(image, data, area)) return undefined;
  const mask = { width, height, data };
  const share = area / data.length;
  const meant = share >= leastArea && share <= mostArea && !isPattern(cv, mask, area);
  return { mask: meant ? mask : { width, height, data: new Uint8Array(width * height) } };
}

type Color = readonly [number, number, number];

/** The colour of an even ground, as the border shows it. */
export function groundOf(image: LabImage): Color | undefined {
  const { width, height, data } = image;
  const border: number[] = [];
  for (let x = 0; x < width; x += 1) border.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y += 1) border.push(y * width, y * width + width - 1);
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
