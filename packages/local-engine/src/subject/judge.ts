import type { Mask } from "@stratify/imaging";
import type { LabImage } from "../pixels/lab.ts";

/** How good a cut a mask is, from what a person would look at; each from 0 to 1. */
export interface Verdict {
  /** How few colours the inside and the outside share: 1 minus the overlap of their histograms. */
  readonly separation: number;
  /** Mean colour step across the outline; 1 is 30 L*a*b* units or more. */
  readonly contrast: number;
  /** Share of the outline that lies on a visible edge; the rest of it runs through evenness. */
  readonly outlined: number;
  /** How much of the inside lies in the middle, and how much of the middle lies inside. */
  readonly purity: number;
  readonly coverage: number;
  /** Share of the picture that is inside. */
  readonly area: number;
  /** Share of the picture's border that is inside. */
  readonly border: number;
  /** The criterion by which the best cut is chosen. */
  readonly score: number;
}

const weights = { separation: 1.2, contrast: 0.5, purity: 0.5, coverage: 0.6, border: 0.1 };
/** Least colour step that is an edge, in L*a*b* units. */
const visible = 3;
/** Bins of the histograms, a channel. */
const bins = 16;
/** What is called the middle: the spread, in picture sizes, of a bell over it. */
const spread = 0.25;

/** Judges a cut. Of two cuts of one picture, the better one has the higher score. */
export function judge(image: LabImage, mask: Mask): Verdict {
  const { width, height } = mask;
  const [inside, outside] = [new Float64Array(bins ** 3), new Float64Array(bins ** 3)];
  let [count, onBorder, central, centralInside] = [0, 0, 0, 0];
  const [across, down] = [bell(width), bell(height)];
  mask.data.forEach((value, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    const weight = (across[x] ?? 0) * (down[y] ?? 0);
    const bin = binOf(image, index);
    central += weight;
    if (value === 0) {
      outside[bin] = (outside[bin] ?? 0) + 1;
      return;
    }
    inside[bin] = (inside[bin] ?? 0) + 1;
    count += 1;
    centralInside += weight;
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) onBorder += 1;
  });
  const rest = mask.data.length - count;
  const separation = 1 - overlap(inside, Math.max(1, count), outside, Math.max(1, rest));
  const outline = stepsAcross(image, mask);
  const contrast = Math.min(1, outline.mean / 30);
  const purity = centralInside / Math.max(1, count);
  const coverage = centralInside / central;
  const border = onBorder / (2 * (width + height));
  const score =
    weights.separation * separation +
    weights.contrast * contrast +
    weights.purity * purity +
    weights.coverage * coverage -
    weights.border * border;
  return {
    separation,
    contrast,
    outlined: outline.visible,
    purity,
    coverage,
    area: count / mask.data.length,
    border,
    score,
  };
}

/** How much each place along a side of the picture counts as its middle. */
function bell(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, at) => {
    return Math.exp(-(((at + 0.5) / size - 0.5) ** 2) / (2 * spread ** 2));
  });
}

function binOf({ data }: LabImage, index: number): number {
  const bin = (value: number, from: number, size: number) =>
    Math.max(0, Math.min(bins - 1, Math.floor(((value - from) * bins) / size)));
  const lightness = bin(data[3 * index] ?? 0, 0, 100);
  const a = bin(data[3 * index + 1] ?? 0, -64, 128);
  const b = bin(data[3 * index + 2] ?? 0, -64, 128);
  return (lightness * bins + a) * bins + b;
}

function overlap(one: Float64Array, oneCount: number, other: Float64Array, otherCount: number): number {
  return one.reduce((sum, value, bin) => sum + Math.min(value / oneCount, (other[bin] ?? 0) / otherCount), 0);
}

/**
 * Colour steps across the outline: their mean, and the share of visible ones. They are taken over three pixels, because
 * the sharpest lens spreads an edge over two; to be visible one is enough, since a hair is no wider.
 */
function stepsAcross(image: LabImage, mask: Mask): { readonly mean: number; readonly visible: number } {
  const { width, height } = mask;
  let [sum, seen, count] = [0, 0, 0];
  const step = (from: number, inner: number, outer: number, to: number) => {
    const size = difference(image, from, to);
    sum += size;
    if (size >= visible || difference(image, inner, outer) >= visible) seen += 1;
    count += 1;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = y * width + x;
      if (x + 1 < width && mask.data[index] !== mask.data[index + 1]) {
        step(index - (x > 0 ? 1 : 0), index, index + 1, index + Math.min(2, width - 1 - x));
      }
      if (y + 1 < height && mask.data[index] !== mask.data[index + width]) {
        const below = index + width;
        step(index - (y > 0 ? width : 0), index, below, index + width * Math.min(2, height - 1 - y));
      }
    }
  }
  return { mean: sum / Math.max(1, count), visible: seen / Math.max(1, count) };
}

function difference({ data }: LabImage, one: number, other: number): number {
  const l = (data[3 * one] ?? 0) - (data[3 * other] ?? 0);
  const a = (data[3 * one + 1] ?? 0) - (data[3 * other + 1] ?? 0);
  const b = (data[3 * one + 2] ?? 0) - (data[3 * other + 2] ?? 0);
  return Math.sqrt(l * l + a * a + b * b);
}
