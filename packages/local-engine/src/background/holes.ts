import type { Bounds, Mask } from "@stratify/imaging";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";

/** Longest side at which parts of a hole are told apart. */
const overviewAt = 320;
/** Pixels of the overview within which two parts are filled as one. */
const gap = 5;
/** More parts than these are filled as one: they are specks all over the image. */
const mostParts = 12;

/** One part of a hole, and the rectangle around it that it is filled from. */
export interface HolePart {
  readonly bounds: Bounds;
  /** Whether a pixel of the image belongs to this part rather than to another. */
  holds(x: number, y: number): boolean;
}

/** Parts of a hole that lie apart, so that each is filled from its own surroundings. */
export function partsOf(cv: OpenCv, hole: Mask): HolePart[] {
  const { width, height } = hole;
  const scale = Math.max(1, Math.max(width, height) / overviewAt);
  const overview = touched(hole, Math.ceil(width / scale), Math.ceil(height / scale));
  const { labels, boxes } = labelled(cv, widened(cv, overview, gap));
  const whole = { x: 0, y: 0, width, height };
  if (boxes.length > mostParts) return [{ bounds: whole, holds: () => true }];
  return boxes.map((box, index) => ({
    bounds: surroundings(box, overview, whole),
    holds(x, y) {
      const column = Math.floor((x * overview.width) / width);
      return labels[Math.floor((y * overview.height) / height) * overview.width + column] === index + 1;
    },
  }));
}

/** The rectangle of the image around a part: as wide again as the part is, on each side. */
function surroundings(box: Bounds, overview: Mask, { width, height }: Bounds): Bounds {
  const more = Math.max(
    0.5 * Math.max(box.width, box.height),
    0.08 * Math.max(overview.width, overview.height),
    16,
  );
  const [across, down] = [width / overview.width, height / overview.height];
  const x = Math.max(0, Math.floor((box.x - more) * across));
  const y = Math.max(0, Math.floor((box.y - more) * down));
  return {
    x,
    y,
    width: Math.min(width, Math.ceil((box.x + box.width + more) * across)) - x,
    height: Math.min(height, Math.ceil((box.y + box.height + more) * down)) - y,
  };
}

function labelled(cv: OpenCv, { width, height, data }: Mask): { labels: Int32Array; boxes: Bounds[] } {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const [labels, stats, centroids] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())];
    const count = cv.connectedComponentsWithStats(source, labels, stats, centroids, 8);
    const boxes = Array.from({ length: count - 1 }, (_, index) => {
      const [x = 0, y = 0, across = 0, down = 0] = stats.data32S.subarray(5 * (index + 1));
      return { x, y, width: across, height: down };
    });
    return { labels: labels.data32S.slice(), boxes };
  });
}

/** A mask of 255 and 0 that reaches further by some pixels. */
export function widened(cv: OpenCv, { width, height, data }: Mask, pixels: number): Mask {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const side = 2 * pixels + 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    const wider = keep(new cv.Mat());
    cv.dilate(source, wider, kernel);
    return { width, height, data: wider.data.slice() };
  });
}

/** A smaller mask of all that a mask touches, however thin. */
export function touched({ width, height, data }: Mask, smallerWidth: number, smallerHeight: number): Mask {
  const smaller = new Uint8Array(smallerWidth * smallerHeight);
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor((x * smallerWidth) / width));
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * smallerHeight) / height) * smallerWidth;
    for (let x = 0; x < width; x += 1) {
      if (data[y * width + x]) smaller[row + (columns[x] ?? 0)] = 255;
    }
  }
  return { width: smallerWidth, height: smallerHeight, data: smaller };
}
