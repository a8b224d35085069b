import type { Pace } from "./pace.ts";
import type { Pixels } from "./pixels.ts";

/** Rows of a square that are looked at, of all its columns: as many tell as much, where a picture is only compared. */
const rowsOfSquare = 4;

/**
 * Scales a picture down by a whole number, for comparing: by the mean of four rows of each square, in a fraction of the
 * time that `resamplePixels` takes. Colours count as much as they are visible. Squares are a pixel wider here and there
 * when sides don't divide, so that the result covers all of the picture evenly.
 *
 * @param factor source pixels to a side of a square
 */
export async function shrink(pixels: Pixels, factor: number, pace: Pace): Promise<Pixels> {
  const width = Math.max(1, Math.floor(pixels.width / factor));
  const height = Math.max(1, Math.floor(pixels.height / factor));
  const edges = Int32Array.from({ length: width + 1 }, (_, at) => Math.floor((at * pixels.width) / width));
  const data = new Uint8ClampedArray(4 * width * height);
  const sums = new Float64Array(4 * width);
  for (let row = 0; row < height; row += 1) {
    const top = Math.floor((row * pixels.height) / height);
    const bottom = Math.floor(((row + 1) * pixels.height) / height);
    const step = Math.max(1, Math.floor((bottom - top) / rowsOfSquare));
    let rows = 0;
    sums.fill(0);
    for (let y = top; y < bottom && rows < rowsOfSquare; y += step) {
      addRow(pixels, y, edges, sums);
      rows += 1;
    }
    for (let at = 0, column = 0; at < sums.length; at += 4, column += 1) {
      const alpha = sums[at + 3] ?? 0;
      if (alpha === 0) continue;
      const to = 4 * row * width + at;
      data[to] = (sums[at] ?? 0) / alpha;
      data[to + 1] = (sums[at + 1] ?? 0) / alpha;
      data[to + 2] = (sums[at + 2] ?? 0) / alpha;
      const across = (edges[column + 1] ?? 0) - (edges[column] ?? 0);
      data[to + 3] = alpha / (across * rows);
    }
    if (pace.due()) await pace.rest();
  }
  return { width, height, data };
}

function addRow({ width, data }: Pixels, y: number, edges: Int32Array, sums: Float64Array): void {
  let at = 4 * y * width;
  for (let column = 0, to = 0; to < sums.length; column += 1, to += 4) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (const end = 4 * (y * width + (edges[column + 1] ?? 0)); at < end; at += 4) {
      const share = data[at + 3] ?? 0;
      if (share === 0) continue;
      red += share * (data[at] ?? 0);
      green += share * (data[at + 1] ?? 0);
      blue += share * (data[at + 2] ?? 0);
      alpha += share;
    }
    sums[to] = (sums[to] ?? 0) + red;
    sums[to + 1] = (sums[to + 1] ?? 0) + green;
    sums[to + 2] = (sums[to + 2] ?? 0) + blue;
    sums[to + 3] = (sums[to + 3] ?? 0) + alpha;
  }
}
