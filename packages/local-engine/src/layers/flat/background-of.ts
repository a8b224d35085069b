import type { Pixels } from "@stratify/imaging";
import type { EvenRegion, EvenRegions } from "./even-regions.ts";

/** Levels a channel within which a spot inside a shape shows what is behind it. */
const alike = 10;

/**
 * Which regions lie behind all shapes: the one that holds most of the border, bands that run from one side to the
 * other, and what shows through holes.
 */
export function backgroundOf({ width, height, labels, regions }: EvenRegions, image: Pixels): Set<number> {
  const around = (region: EvenRegion) => {
    const { left, right, top, bottom } = region.border;
    return left + right + top + bottom;
  };
  const behind = new Set<number>();
  let most = -1;
  regions.forEach((region, label) => {
    if (around(region) > around(regions[most] ?? region) || most < 0) most = label;
    const { left, right, top, bottom } = region.border;
    const spansWidth = left > 0.05 * height && right > 0.05 * height;
    const spansHeight = top > 0.05 * width && bottom > 0.05 * width;
    if ((spansWidth || spansHeight) && around(region) > 0.25 * (width + height)) behind.add(label);
  });
  if (most >= 0) behind.add(most);
  const through = regions.flatMap((region, label) =>
    !behind.has(label) && region.deviation < alike && showsBehind(region, label) ? [label] : [],
  );
  return new Set([...behind, ...through]);

  /** Whether the same colour lies behind, in the rows or columns just outside of the region. */
  function showsBehind({ color, box, area }: EvenRegion, label: number): boolean {
    const reach = Math.max(8, Math.round(1.5 * Math.max(box.right - box.left, box.bottom - box.top)));
    let found = 0;
    const look = (x: number, y: number) => {
      if (x < 0 || y < 0 || x >= width || y >= height) return;
      const at = y * width + x;
      const other = labels[at] ?? -1;
      if (other < 0 || other === label || !behind.has(other)) return;
      const off = Math.max(
        Math.abs((image.data[4 * at] ?? 0) - color[0]),
        Math.abs((image.data[4 * at + 1] ?? 0) - color[1]),
        Math.abs((image.data[4 * at + 2] ?? 0) - color[2]),
      );
      if (off <= alike) found += 1;
    };
    for (let y = box.top - reach; y <= box.bottom + reach; y += 3) {
      for (let x = box.left - reach; x <= box.right + reach; x += 3) look(x, y);
    }
    return found > Math.min(20, area / 9);
  }
}
