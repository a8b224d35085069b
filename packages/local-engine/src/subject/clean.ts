import type { Mask } from "@stratify/imaging";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";

/**
 * Drops what is too small to be meant: speckles beside the large pieces, and small holes in them.
 *
 * @param mask 255 or 0 a pixel
 * @param least smallest piece that stays, as a share of the largest
 * @returns a new mask
 */
export function clean(cv: OpenCv, mask: Mask, least: number): Mask {
  const pieces = components(cv, mask.data, mask);
  const largest = Math.max(0, ...pieces.areas.slice(1));
  const kept = mask.data.map((value, index) => {
    const area = pieces.areas[pieces.labels[index] ?? 0] ?? 0;
    return value > 0 && area >= least * largest ? 255 : 0;
  });
  const holes = components(
    cv,
    kept.map((value) => 255 - value),
    mask,
  );
  const open = touchingBorder(holes.labels, mask);
  return {
    ...mask,
    data: kept.map((value, index) => {
      const hole = holes.labels[index] ?? 0;
      return value > 0 || (!open.has(hole) && (holes.areas[hole] ?? 0) < 0.01 * largest) ? 255 : 0;
    }),
  };
}

/** Connected pieces: which one each pixel belongs to (0 is outside of all), and the pixels of each. */
export function components(cv: OpenCv, data: Uint8Array, { width, height }: Mask) {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const [labels, stats, centroids] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())];
    cv.connectedComponentsWithStats(source, labels, stats, centroids, 4);
    const areas = Array.from({ length: stats.rows }, (_, row) => {
      return stats.data32S[row * stats.cols + cv.CC_STAT_AREA] ?? 0;
    });
    return { labels: labels.data32S.slice(), areas };
  });
}

function touchingBorder(labels: Int32Array, { width, height }: Mask): Set<number> {
  const found = new Set<number>();
  labels.forEach((label, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) found.add(label);
  });
  return found;
}
