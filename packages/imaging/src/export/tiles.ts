import type { AlignedLayer } from "../layer-set.ts";
import type { Bounds } from "../pixels/bounds.ts";
import { cropMask, cropPixels } from "../pixels/trim.ts";

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
  return { ...layer, bounds, pixels: cropPixels(layer.pixels, at), mask: cropMask(layer.mask, at) };
}
