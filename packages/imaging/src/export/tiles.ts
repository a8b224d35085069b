import type { Bounds } from "../bounds.ts";
import type { AlignedLayer } from "../layer-set.ts";
import type { Mask, Pixels } from "../pixels.ts";

/** Cuts a rectangle into as few as are at most so many pixels long, row by row, each about as large as the others. */
export function tileBounds({ x, y, width, height }: Bounds, most: number): readonly Bounds[] {
  const columns = Math.ceil(width / most);
  const rows = Math.ceil(height / most);
  const edge = (index: number, count: number, length: number) => Math.round((index * length) / count);
  return Array.from({ length: rows * columns }, (_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const [left, top] = [edge(column, columns, width), edge(row, rows, height)];
    return {
      x: x + left,
      y: y + top,
      width: edge(column + 1, columns, width) - left,
      height: edge(row + 1, rows, height) - top,
    };
  });
}

/** The part of a layer that lies within bounds of its own. */
export function layerWithin(layer: AlignedLayer, bounds: Bounds): AlignedLayer {
  const at = { ...bounds, x: bounds.x - layer.bounds.x, y: bounds.y - layer.bounds.y };
  return { ...layer, bounds, pixels: pixelsWithin(layer.pixels, at), mask: maskWithin(layer.mask, at) };
}

/** The part of a picture within bounds of its own. */
export function pixelsWithin({ data, width }: Pixels, bounds: Bounds): Pixels {
  const part = new Uint8ClampedArray(4 * bounds.width * bounds.height);
  for (let row = 0; row < bounds.height; row += 1) {
    const from = 4 * ((bounds.y + row) * width + bounds.x);
    part.set(data.subarray(from, from + 4 * bounds.width), 4 * row * bounds.width);
  }
  return { width: bounds.width, height: bounds.height, data: part };
}

function maskWithin({ data, width }: Mask, bounds: Bounds): Mask {
  const part = new Uint8Array(bounds.width * bounds.height);
  for (let row = 0; row < bounds.height; row += 1) {
    const from = (bounds.y + row) * width + bounds.x;
    part.set(data.subarray(from, from + bounds.width), row * bounds.width);
  }
  return { width: bounds.width, height: bounds.height, data: part };
}
