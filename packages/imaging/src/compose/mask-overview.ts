import type { Bounds } from "../pixels/bounds.ts";
import type { Mask } from "../pixels/pixels.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Longest side of an overview, in squares. */
const longest = 256;

/** A mask seen from afar: how full each square of a coarse grid is. Enough to compare masks by. */
export interface MaskOverview {
  /** Squares in a row, and rows. */
  readonly width: number;
  readonly height: number;
  /** Sum of the mask over each square, rows from the top. */
  readonly squares: Float64Array;
  /** Sum of the whole mask. */
  readonly area: number;
}

/**
 * Looks at a mask once.
 *
 * @param mask cut to `bounds`
 * @param bounds where it is on the picture
 */
export function maskOverview({ data }: Mask, bounds: Bounds, picture: Size): MaskOverview {
  const side = sideOf(picture);
  const width = Math.ceil(picture.width / side);
  const height = Math.ceil(picture.height / side);
  const squares = new Float64Array(width * height);
  const right = bounds.x + bounds.width;
  for (let y = 0; y < bounds.height; y += 1) {
    const row = Math.floor((bounds.y + y) / side) * width;
    const shift = y * bounds.width - bounds.x;
    for (let x = bounds.x; x < right; ) {
      const column = Math.floor(x / side);
      const end = Math.min((column + 1) * side, right);
      let sum = 0;
      for (; x < end; x += 1) sum += data[shift + x] ?? 0;
      squares[row + column] = (squares[row + column] ?? 0) + sum;
    }
  }
  return { width, height, squares, area: sumOf(squares) };
}

/** What the overview of a mask would be that holds the whole of a picture. */
export function fullOverview(picture: Size): MaskOverview {
  const side = sideOf(picture);
  const width = Math.ceil(picture.width / side);
  const height = Math.ceil(picture.height / side);
  const squares = Float64Array.from({ length: width * height }, (_, at) => {
    const across = Math.min(side, picture.width - (at % width) * side);
    const down = Math.min(side, picture.height - Math.floor(at / width) * side);
    return 255 * across * down;
  });
  return { width, height, squares, area: 255 * picture.width * picture.height };
}

/** Intersection over union of two masks, or of their overviews' squares. */
export function overlap(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let both = 0;
  let either = 0;
  for (let at = 0; at < one.length; at += 1) {
    const a = one[at] ?? 0;
    const b = other[at] ?? 0;
    both += Math.min(a, b);
    either += Math.max(a, b);
  }
  return either === 0 ? 0 : both / either;
}

function sideOf({ width, height }: Size): number {
  return Math.max(1, Math.ceil(Math.max(width, height) / longest));
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
