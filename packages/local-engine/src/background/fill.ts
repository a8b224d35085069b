import type { Bounds, Mask, Pixels } from "@stratify/imaging";
import type { OpenCv } from "../pixels/open-cv.ts";
import type { Progress } from "../pixels/progress.ts";
import { scaleMask } from "../pixels/resample.ts";
import type { Tools } from "../pixels/tools.ts";
import { roughSubject } from "../subject/subject.ts";
import { partsOf, widened } from "./holes.ts";
import { paintPart } from "./paint-part.ts";

/** Share of the longest side within which edges are soft, and JPEG leaves traces of what they belong to. */
const traces = 0.002;

/**
 * The image with its subject taken out and the hole filled from around it, as {@link fill} does. Fully opaque; what
 * was transparent is filled too.
 *
 * @returns `undefined` when there is no background to fill from
 */
export async function background(
  tools: Tools,
  image: Pixels,
  progress: Progress,
): Promise<Pixels | undefined> {
  const { cv } = tools;
  const { mask } = await roughSubject(tools, image, (step, fraction) => progress(step, fraction / 2));
  const step = Math.max(image.width / mask.width, image.height / mask.height);
  const scaled = scaleMask(mask, image.width, image.height);
  const found = { ...scaled, data: scaled.data.map((value) => (value > 64 ? 255 : 0)) };
  const { data } = grown(cv, found, Math.ceil(2 * step));
  for (let at = 0; at < data.length; at += 1) if (image.data[4 * at + 3] !== 255) data[at] = 255;
  if (!data.includes(0)) return undefined;
  const filled = fill(cv, image, { ...found, data }, (fraction) => progress("painting", 0.5 + fraction / 2));
  const opaque = filled.data === image.data ? filled.data.slice() : filled.data;
  for (let at = 3; at < opaque.length; at += 4) opaque[at] = 255;
  progress("painting", 1);
  return { ...image, data: opaque };
}

/**
 * A mask that reaches as far as the traces of what it marks: soft edges, and what JPEG leaves beside them.
 *
 * @param more pixels by which the mask may be off besides
 */
export function grown(cv: OpenCv, mask: Mask, more = 0): Mask {
  const all = { ...mask, data: mask.data.map((value) => (value > 0 ? 255 : 0)) };
  return widened(cv, all, tracesIn(mask) + more);
}

function tracesIn({ width, height }: Mask): number {
  return Math.max(2, Math.round(traces * Math.max(width, height)));
}

/**
 * The image with what a mask marks painted from around it: the tone of each ground is continued, and its texture
 * is copied at full resolution. The rest stays as it is. What lies close to the hole is not copied, because it may show
 * traces of what the mask marks: {@link grown} takes these in as well.
 *
 * @param mask of the image's size; every value above 0 is painted wholly
 */
export function fill(
  cv: OpenCv,
  image: Pixels,
  mask: Mask,
  progress: (fraction: number) => void = () => {},
): Pixels {
  const { width, height } = image;
  if (!mask.data.includes(0) || mask.data.every((value) => value === 0)) return image;
  const unknown = grown(cv, mask);
  for (let at = 0; at < unknown.data.length; at += 1) {
    if ((image.data[4 * at + 3] ?? 0) < 255) unknown.data[at] = 255;
  }
  if (!unknown.data.includes(0)) unknown.data.set(mask.data.map((value) => (value > 0 ? 255 : 0)));
  const painted = { width, height, data: image.data.slice() };
  const parts = partsOf(cv, mask);
  parts.forEach((part, index) => {
    const { bounds } = part;
    const [crop, missing, wanted] = [cropped(image, bounds), cut(unknown, bounds), cut(mask, bounds)];
    const colors = paintPart(crop, missing, (fraction) => progress((index + fraction) / parts.length));
    for (let y = 0; y < bounds.height; y += 1) {
      for (let x = 0; x < bounds.width; x += 1) {
        const from = y * bounds.width + x;
        if (wanted.data[from] === 0 || !part.holds(bounds.x + x, bounds.y + y)) continue;
        const to = 4 * ((bounds.y + y) * width + bounds.x + x);
        painted.data[to] = colors.data[4 * from] ?? 0;
        painted.data[to + 1] = colors.data[4 * from + 1] ?? 0;
        painted.data[to + 2] = colors.data[4 * from + 2] ?? 0;
        painted.data[to + 3] = 255;
      }
    }
  });
  return painted;
}

function cropped({ width, data }: Pixels, bounds: Bounds): Pixels {
  const crop = new Uint8ClampedArray(4 * bounds.width * bounds.height);
  for (let y = 0; y < bounds.height; y += 1) {
    const from = 4 * ((bounds.y + y) * width + bounds.x);
    crop.set(data.subarray(from, from + 4 * bounds.width), 4 * y * bounds.width);
  }
  return { width: bounds.width, height: bounds.height, data: crop };
}

function cut({ width, data }: Mask, bounds: Bounds): Mask {
  const crop = new Uint8Array(bounds.width * bounds.height);
  for (let y = 0; y < bounds.height; y += 1) {
    const from = (bounds.y + y) * width + bounds.x;
    crop.set(data.subarray(from, from + bounds.width), y * bounds.width);
  }
  return { width: bounds.width, height: bounds.height, data: crop };
}
