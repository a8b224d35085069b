import type { Mask, Pixels } from "@stratify/imaging";

/**
 * Makes a picture smaller by averaging, so that no detail flickers in or out; it is never made larger.
 *
 * @param longest pixels of the longer side of the result
 */
export function shrink(image: Pixels, longest: number): Pixels {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  if (scale === 1) return image;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const data = new Uint8ClampedArray(4 * width * height);
  const columns = Array.from({ length: width }, (_, x) => span(x, width, image.width));
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = span(y, height, image.height);
    columns.forEach(([left, right], x) => {
      average(image, left, right, top, bottom, data, 4 * (y * width + x));
    });
  }
  return { width, height, data };
}

/** The source pixels under one pixel of the result: from, and up to but without. */
function span(at: number, size: number, sourceSize: number): [number, number] {
  const from = Math.floor((at * sourceSize) / size);
  return [from, Math.max(from + 1, Math.floor(((at + 1) * sourceSize) / size))];
}

function average(
  { width, data }: Pixels,
  left: number,
  right: number,
  top: number,
  bottom: number,
  target: Uint8ClampedArray,
  at: number,
) {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (let row = top; row < bottom; row += 1) {
    for (let from = 4 * (row * width + left); from < 4 * (row * width + right); from += 4) {
      red += data[from] ?? 0;
      green += data[from + 1] ?? 0;
      blue += data[from + 2] ?? 0;
      alpha += data[from + 3] ?? 0;
    }
  }
  const pixels = (bottom - top) * (right - left);
  target[at] = red / pixels;
  target[at + 1] = green / pixels;
  target[at + 2] = blue / pixels;
  target[at + 3] = alpha / pixels;
}

/** Where one pixel of a larger picture falls in a smaller one: two neighbours, and how much the second counts. */
export interface Sample {
  readonly first: number;
  readonly second: number;
  readonly share: number;
}

/** For each pixel along one side of the larger picture, its {@link Sample} along that side of the smaller. */
export function samples(size: number, smallerSize: number): Sample[] {
  return Array.from({ length: size }, (_, at) => {
    const place = Math.min(Math.max(((at + 0.5) * smallerSize) / size - 0.5, 0), smallerSize - 1);
    const first = Math.floor(place);
    return { first, second: Math.min(first + 1, smallerSize - 1), share: place - first };
  });
}

/** Scales a mask to another size, blending between neighbours. */
export function scaleMask(mask: Mask, width: number, height: number): Mask {
  if (mask.width === width && mask.height === height) return mask;
  const data = new Uint8Array(width * height);
  const columns = samples(width, mask.width);
  samples(height, mask.height).forEach((row, y) => {
    columns.forEach((column, x) => {
      const value = (at: number) => {
        const left = mask.data[at * mask.width + column.first] ?? 0;
        return left + ((mask.data[at * mask.width + column.second] ?? 0) - left) * column.share;
      };
      const above = value(row.first);
      data[y * width + x] = Math.round(above + (value(row.second) - above) * row.share);
    });
  });
  return { width, height, data };
}
