import type { Mask } from "../pixels.ts";

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

/** Looks at a whole mask once. */
export function maskOverview(mask: Mask): MaskOverview {
  const { width, height, data } = mask;
  const side = sideOf(mask);
  const columns = Math.ceil(width / side);
  const squares = new Float64Array(columns * Math.ceil(height / side));
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / side) * columns;
    for (let column = 0; column < columns; column += 1) {
      const from = y * width + column * side;
      const to = Math.min(from + side, (y + 1) * width);
      let sum = 0;
      for (let at = from; at < to; at += 1) sum += data[at] ?? 0;
      squares[row + column] = (squares[row + column] ?? 0) + sum;
    }
  }
  return { width: columns, height: squares.length / columns, squares, area: sumOf(squares) };
}

/** What the overview of a mask would be that holds the whole of a picture. */
export function fullOverview(picture: { readonly width: number; readonly height: number }): MaskOverview {
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

function sideOf({ width, height }: { readonly width: number; readonly height: number }): number {
  return Math.max(1, Math.ceil(Math.max(width, height) / longest));
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
