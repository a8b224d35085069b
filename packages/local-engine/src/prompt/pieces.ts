import type { Mask } from "@stratify/imaging";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";
import { disc } from "./local-change.ts";
import type { WorkingBox, WorkingPoint } from "./working-prompt.ts";

/** Pieces of a mask whose gap is at most twice this belong together, in pixels. */
const pieceGap = 6;

/** Whether a mask has anything within a radius of a point. */
export function touches({ width, height, data }: Mask, point: WorkingPoint, radius: number): boolean {
  return disc(width, height, point, radius).some((at) => (data[at] ?? 0) > 127);
}

/** The pieces of a mask that were clicked, and those close to them. */
export function near(cv: OpenCv, mask: Mask, points: readonly WorkingPoint[]): Mask {
  const { width, height } = mask;
  const grown = grow(cv, mask, pieceGap);
  const labels = labelsOf(cv, grown);
  const wanted = new Set(points.map(({ x, y }) => labels[y * width + x] ?? 0));
  return {
    width,
    height,
    data: mask.data.map((value, at) => (value > 127 && wanted.has(labels[at] ?? 0) ? 255 : 0)),
  };
}

/** What of a mask lies in a box. */
export function inside({ width, height, data }: Mask, { left, top, right, bottom }: WorkingBox): Mask {
  const isIn = (x: number, y: number) => x >= left && x < right && y >= top && y < bottom;
  return {
    width,
    height,
    data: data.map((value, at) => (isIn(at % width, Math.floor(at / width)) ? value : 0)),
  };
}

/** How much of the pieces of a mask that a part of it has a share in is in that part, from 0 to 1. */
export function shareInside(cv: OpenCv, mask: Mask, part: Mask): number {
  const labels = labelsOf(cv, mask);
  const met = new Set(labels.filter((_, at) => (part.data[at] ?? 0) > 127));
  let [held, all] = [0, 0];
  for (let at = 0; at < labels.length; at += 1) {
    if ((mask.data[at] ?? 0) <= 127 || !met.has(labels[at] ?? 0)) continue;
    all += 1;
    if ((part.data[at] ?? 0) > 127) held += 1;
  }
  return all > 0 ? held / all : 0;
}

/** Which connected piece of a mask each pixel belongs to; 0 is outside of all. */
export function labelsOf(cv: OpenCv, { width, height, data }: Mask): Int32Array {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const [labels, stats, centroids] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())];
    cv.connectedComponentsWithStats(source, labels, stats, centroids, 8);
    return labels.data32S.slice();
  });
}

function grow(cv: OpenCv, { width, height, data }: Mask, radius: number): Mask {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const side = 2 * radius + 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    const grown = keep(new cv.Mat());
    cv.dilate(source, grown, kernel);
    return { width, height, data: grown.data.slice() };
  });
}
