import type { Mask } from "@stratify/imaging";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";

/**
 * The connected pieces of a mask.
 *
 * @param mask 255 or 0 a pixel
 * @param least pixels of the smallest piece that counts
 * @returns one mask a piece
 */
export function pieces(cv: OpenCv, { width, height, data }: Mask, least: number): Mask[] {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const [labels, stats, centroids] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())];
    cv.connectedComponentsWithStats(source, labels, stats, centroids, 8);
    const found: Mask[] = [];
    for (let label = 1; label < stats.rows; label += 1) {
      const area = stats.data32S[label * stats.cols + cv.CC_STAT_AREA] ?? 0;
      if (area < least) continue;
      const piece = new Uint8Array(width * height);
      labels.data32S.forEach((each, at) => {
        if (each === label) piece[at] = 255;
      });
      found.push({ width, height, data: piece });
    }
    return found;
  });
}
