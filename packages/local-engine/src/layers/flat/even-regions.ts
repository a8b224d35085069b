import type { Pixels } from "@stratify/imaging";

/** A connected area whose colour changes little from pixel to pixel: one shape of flat graphics, or a gradient. */
export interface EvenRegion {
  /** Mean red, green and blue. */
  readonly color: readonly [number, number, number];
  /** Mean deviation of a channel from that, in levels; a gradient has more. */
  readonly deviation: number;
  readonly area: number;
  /** Pixels on the left, right, top and bottom border of the image. */
  readonly border: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** First and last column and row. */
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

/** Which region each pixel belongs to, -1 for those at edges. */
export interface EvenRegions {
  readonly width: number;
  readonly height: number;
  readonly labels: Int32Array;
  readonly regions: readonly EvenRegion[];
}

/** Most levels that a channel changes by from one pixel of a region to the next. JPEG at usual quality stays below. */
const step = 8;
/** Fewest pixels of a region. */
const leastArea = 12;

/** Finds the even regions of an image. */
export function evenRegions({ width, height, data }: Pixels): EvenRegions {
  const even = evenPixels(width, height, data);
  const labels = new Int32Array(width * height).fill(-1);
  const stack = new Int32Array(width * height);
  const regions: EvenRegion[] = [];
  for (let start = 0; start < even.length; start += 1) {
    if (even[start] === 0 || labels[start] !== -1) continue;
    const label = regions.length;
    let [top, done] = [1, 0];
    stack[0] = start;
    labels[start] = label;
    const visit = (from: number, to: number) => {
      if (even[to] === 0 || labels[to] !== -1 || apart(data, from, to) > step) return;
      labels[to] = label;
      stack[top] = to;
      top += 1;
    };
    // The stack keeps all that was visited: it is the list of the region's pixels afterwards.
    for (; done < top; done += 1) {
      const at = stack[done] ?? 0;
      const x = at % width;
      if (x > 0) visit(at, at - 1);
      if (x < width - 1) visit(at, at + 1);
      if (at >= width) visit(at, at - width);
      if (at < even.length - width) visit(at, at + width);
    }
    const members = stack.subarray(0, top);
    if (top >= leastArea) regions.push(describe(width, height, data, members));
    else for (const at of members) labels[at] = -2;
  }
  for (let at = 0; at < labels.length; at += 1) if (labels[at] === -2) labels[at] = -1;
  return { width, height, labels, regions };
}

/** Pixels that differ little from all four neighbours. */
function evenPixels(width: number, height: number, data: Uint8ClampedArray): Uint8Array {
  const even = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (x > 0 && apart(data, at, at - 1) > step) continue;
      if (x < width - 1 && apart(data, at, at + 1) > step) continue;
      if (y > 0 && apart(data, at, at - width) > step) continue;
      if (y < height - 1 && apart(data, at, at + width) > step) continue;
      even[at] = 1;
    }
  }
  return even;
}

/** Largest difference of a channel between two pixels. */
export function apart(data: Uint8ClampedArray, one: number, other: number): number {
  const [a, b] = [4 * one, 4 * other];
  return Math.max(
    Math.abs((data[a] ?? 0) - (data[b] ?? 0)),
    Math.abs((data[a + 1] ?? 0) - (data[b + 1] ?? 0)),
    Math.abs((data[a + 2] ?? 0) - (data[b + 2] ?? 0)),
  );
}

function describe(width: number, height: number, data: Uint8ClampedArray, members: Int32Array): EvenRegion {
  const sums: [number, number, number] = [0, 0, 0];
  const border = { left: 0, right: 0, top: 0, bottom: 0 };
  const box = { left: width, right: 0, top: height, bottom: 0 };
  for (const at of members) {
    const [x, y] = [at % width, Math.floor(at / width)];
    sums[0] += data[4 * at] ?? 0;
    sums[1] += data[4 * at + 1] ?? 0;
    sums[2] += data[4 * at + 2] ?? 0;
    if (x === 0) border.left += 1;
    if (x === width - 1) border.right += 1;
    if (y === 0) border.top += 1;
    if (y === height - 1) border.bottom += 1;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  const area = members.length;
  const color = [sums[0] / area, sums[1] / area, sums[2] / area] as const;
  let off = 0;
  for (const at of members) {
    for (let channel = 0; channel < 3; channel += 1) {
      off += Math.abs((data[4 * at + channel] ?? 0) - (color[channel] ?? 0)) / 3;
    }
  }
  return { color, deviation: off / area, area, border, box };
}
