import type { Box } from "./placement-plan.ts";

/** Most pixels a side that Figma takes for one image. */
export const mostPixels = 4096;

/** Cuts a rectangle of pixels into as few as Figma takes, row by row, each about as large as the others. */
export function tileBounds({ x, y, width, height }: Box, most = mostPixels): Box[] {
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
