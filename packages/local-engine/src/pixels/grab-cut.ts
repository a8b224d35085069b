import type { Mask, Pixels } from "@stratify/imaging";
import { type OpenCv, withMats } from "./open-cv.ts";

/** What is known of a pixel before the cut, in OpenCV's own numbers. */
export const seed = { background: 0, subject: 1, maybeBackground: 2, maybeSubject: 3 } as const;

/** Longest side of what is cut, in pixels: the time grows faster than the number of pixels. */
export const longestCut = 1024;
/** Both sides share their colours when their histograms overlap by this. */
const shared = 0.9;
/** Bins of a histogram, as bits a channel. */
const bits = 4;

/**
 * Cuts an image in two by colour and edges (GrabCut, Rother et al. 2004). The same image gives the same cut.
 *
 * Seeds whose two sides have the same colours are returned as they are. Both colour models are the same there, so no
 * pixel prefers a side, and all edges of OpenCV's graph weigh alike: its max-flow search then runs into rounding
 * remainders, and does not end for flat white, one odd pixel or a checkerboard.
 *
 * @param image at most {@link longestCut} pixels a side
 * @param seeds one of {@link seed} a pixel
 * @param rounds how often the colour models are learned anew
 * @returns 255 or 0 a pixel
 * @throws {RangeError} when the image is larger
 */
export function grabCut(cv: OpenCv, image: Pixels, seeds: Uint8Array, rounds: number): Mask {
  const { width, height } = image;
  if (Math.max(width, height) > longestCut) {
    throw new RangeError(`GrabCut takes at most ${longestCut} pixels a side, not ${width} x ${height}`);
  }
  if (sharedColors(image, seeds) >= shared) return { width, height, data: seeds.map(sideOf) };
  return withMats((keep) => {
    const rgba = keep(new cv.Mat(height, width, cv.CV_8UC4));
    rgba.data.set(image.data);
    const rgb = keep(new cv.Mat());
    cv.cvtColor(rgba, rgb, cv.COLOR_RGBA2RGB);
    const mask = keep(new cv.Mat(height, width, cv.CV_8UC1));
    mask.data.set(seeds);
    cv.setRNGSeed(1);
    const models = [keep(new cv.Mat()), keep(new cv.Mat())] as const;
    cv.grabCut(rgb, mask, new cv.Rect(0, 0, width, height), ...models, rounds, cv.GC_INIT_WITH_MASK);
    return { width, height, data: mask.data.map(sideOf) };
  });
}

function sideOf(value: number): number {
  return value % 2 === 1 ? 255 : 0;
}

/** How much of their colours the two sides of the seeds share, from 0 to 1. 1 also where a side is empty. */
function sharedColors({ data }: Pixels, seeds: Uint8Array): number {
  const bins = 2 ** (3 * bits);
  const counts = [new Uint32Array(bins), new Uint32Array(bins)] as const;
  const totals: [number, number] = [0, 0];
  const drop = 8 - bits;
  for (let at = 0; at < seeds.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [data[4 * at], data[4 * at + 1], data[4 * at + 2]];
    const bin = (((red >> drop) << (2 * bits)) | ((green >> drop) << bits) | (blue >> drop)) >>> 0;
    const side = (seeds[at] ?? 0) % 2 === 1 ? 1 : 0;
    counts[side][bin] = (counts[side][bin] ?? 0) + 1;
    totals[side] += 1;
  }
  if (totals[0] === 0 || totals[1] === 0) return 1;
  let sum = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    sum += Math.min((counts[0][bin] ?? 0) / totals[0], (counts[1][bin] ?? 0) / totals[1]);
  }
  return sum;
}
