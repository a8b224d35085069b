import type { LabImage } from "../pixels/lab.ts";

/** A small patch of similar colour. */
export interface Superpixel {
  /** Mean colour, CIE L*a*b*. */
  readonly color: readonly [number, number, number];
  /** Centre, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels in the patch. */
  readonly area: number;
  /** Pixels of the patch on the picture's border. */
  readonly border: number;
}

/** A picture as patches: which patch each pixel belongs to, and which patches touch. */
export interface Superpixels {
  readonly labels: Int32Array;
  readonly patches: readonly Superpixel[];
  readonly neighbours: readonly ReadonlySet<number>[];
}

/** How much distance counts against colour: higher makes rounder patches (SLIC's m, in L*a*b* units). */
const compactness = 12;
const rounds = 8;

/**
 * Groups pixels into patches by SLIC (Achanta et al. 2012): k-means over colour and place in which every centre sees
 * only its surroundings.
 *
 * @param count about how many patches to make
 */
export function superpixels(image: LabImage, count: number): Superpixels {
  const { width, height } = image;
  const step = Math.max(2, Math.sqrt((width * height) / count));
  const columns = Math.max(1, Math.round(width / step));
  const rows = Math.max(1, Math.round(height / step));
  const labels = new Int32Array(width * height);
  let centres = grid(image, columns, rows);
  for (let round = 0; round < rounds; round += 1) {
    assign(image, centres, step, labels);
    centres = means(image, labels, centres.length);
  }
  return describe(image, labels, centres);
}

/** L, a, b, x, y and the number of pixels. */
type Centre = [number, number, number, number, number, number];

function grid({ width, height, data }: LabImage, columns: number, rows: number): Centre[] {
  return Array.from({ length: columns * rows }, (_, index): Centre => {
    const x = Math.floor((((index % columns) + 0.5) * width) / columns);
    const y = Math.floor(((Math.floor(index / columns) + 0.5) * height) / rows);
    const at = 3 * (y * width + x);
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, x, y, 1];
  });
}

function assign(
  { width, height, data }: LabImage,
  centres: readonly Centre[],
  step: number,
  labels: Int32Array,
) {
  const best = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const placeWeight = (compactness / step) ** 2;
  centres.forEach(([l, a, b, cx, cy, area], label) => {
    if (area === 0) return;
    const [left, right] = [Math.max(0, Math.floor(cx - step)), Math.min(width - 1, Math.ceil(cx + step))];
    const [top, bottom] = [Math.max(0, Math.floor(cy - step)), Math.min(height - 1, Math.ceil(cy + step))];
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const index = y * width + x;
        const [dl, da, db] = [
          (data[3 * index] ?? 0) - l,
          (data[3 * index + 1] ?? 0) - a,
          (data[3 * index + 2] ?? 0) - b,
        ];
        const distance = dl * dl + da * da + db * db + ((x - cx) ** 2 + (y - cy) ** 2) * placeWeight;
        if (distance >= (best[index] ?? 0)) continue;
        best[index] = distance;
        labels[index] = label;
      }
    }
  });
}

function means({ width, data }: LabImage, labels: Int32Array, count: number): Centre[] {
  const sums = Array.from({ length: count }, (): Centre => [0, 0, 0, 0, 0, 0]);
  labels.forEach((label, index) => {
    const sum = sums[label];
    if (!sum) return;
    sum[0] += data[3 * index] ?? 0;
    sum[1] += data[3 * index + 1] ?? 0;
    sum[2] += data[3 * index + 2] ?? 0;
    sum[3] += index % width;
    sum[4] += Math.floor(index / width);
    sum[5] += 1;
  });
  return sums.map(([l, a, b, x, y, area]) => {
    const pixels = Math.max(1, area);
    return [l / pixels, a / pixels, b / pixels, x / pixels, y / pixels, area];
  });
}

function describe({ width, height }: LabImage, labels: Int32Array, centres: readonly Centre[]): Superpixels {
  const border = new Int32Array(centres.length);
  const neighbours = centres.map(() => new Set<number>());
  const touch = (one: number, other: number | undefined) => {
    if (other === undefined || one === other) return;
    neighbours[one]?.add(other);
    neighbours[other]?.add(one);
  };
  labels.forEach((label, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) border[label] = (border[label] ?? 0) + 1;
    if (x + 1 < width) touch(label, labels[index + 1]);
    if (y + 1 < height) touch(label, labels[index + width]);
  });
  const patches = centres.map(([l, a, b, x, y, area], label) => ({
    color: [l, a, b] as const,
    x,
    y,
    area,
    border: border[label] ?? 0,
  }));
  return { labels, patches, neighbours };
}
