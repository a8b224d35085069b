import { boundsOf, type Mask } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import type { LabImage } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { boxMean } from "./box-mean.ts";
import { components } from "./clean.ts";

/** Side of a box of colours, in L*a*b* units. */
const binSize = 6;
const binsPerAxis = 48;
/** Where colours are the ground's with more than this likelihood, on the mean of a pixel and its neighbours. */
const leastLikely = [0.6, 0.7, 0.8] as const;
/** How far the surroundings reach beyond the mask's bounds, as a share of their longer side. */
const reach = 0.1;
/** Smallest hole, as a share of the mask, and in pixels. */
const leastShare = 0.0015;
const leastPixels = 10;
/** A gap that is open to one side is open where the net is less sure than this, */
const sureOfGap = 0.85;
/** and a hole with the subject all around it where the net is less sure than this, */
const sureOfHole = 0.97;
/** or where it covers at least this share of the mask. */
const largeHole = 0.015;

/**
 * Opens holes where the ground shows through the subject: rings, letters, spectacles, handles. The net learned from
 * coarse truth and closes them, but their colours are those around the subject and not those of the subject.
 *
 * @param image at the size of the mask
 * @param mask 255 or 0 a pixel
 * @param seen the net's probabilities, at the same size
 * @returns a new mask
 */
export function openHoles(cv: OpenCv, image: LabImage, mask: Mask, seen: Plane): Mask {
  const bins = binsOf(image);
  const near = surroundings(mask);
  let open = new Uint8Array(mask.data.length);
  // Wide holes count as subject at first and hide their own colours; found once, they are left out.
  for (const likely of leastLikely) open = groundInside(bins, mask, near, open, likely);
  const pieces = components(cv, open, mask);
  const { touches, sums } = survey(mask, seen, pieces.labels, pieces.areas.length);
  const area = mask.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const opened = pieces.areas.map((size, label) => {
    if (label === 0 || size < Math.max(leastPixels, leastShare * area)) return false;
    const sure = (sums[label] ?? 0) / size;
    if (touches[label] === 1) return sure < sureOfGap;
    return sure < sureOfHole || size >= largeHole * area;
  });
  return { ...mask, data: mask.data.map((value, at) => (opened[pieces.labels[at] ?? 0] ? 0 : value)) };
}

function binsOf({ data }: LabImage): Uint32Array {
  const bins = new Uint32Array(data.length / 3);
  const half = binsPerAxis >> 1;
  for (let at = 0; at < bins.length; at += 1) {
    const l = Math.floor((data[3 * at] ?? 0) / binSize);
    const a = Math.floor((data[3 * at + 1] ?? 0) / binSize) + half;
    const b = Math.floor((data[3 * at + 2] ?? 0) / binSize) + half;
    bins[at] = (l * binsPerAxis + a) * binsPerAxis + b;
  }
  return bins;
}

/** 1 for what lies outside of the mask and near it. */
function surroundings(mask: Mask): Uint8Array {
  const { width, height, data } = mask;
  const near = new Uint8Array(data.length);
  const bounds = boundsOf(mask);
  if (!bounds) return near;
  const margin = Math.ceil(reach * Math.max(bounds.width, bounds.height));
  const [right, bottom] = [bounds.x + bounds.width + margin, bounds.y + bounds.height + margin];
  for (let y = Math.max(0, bounds.y - margin); y < Math.min(height, bottom); y += 1) {
    for (let x = Math.max(0, bounds.x - margin); x < Math.min(width, right); x += 1) {
      if (data[y * width + x] === 0) near[y * width + x] = 1;
    }
  }
  return near;
}

/** 255 for the pixels of the mask around which the ground's colours prevail; those of `open` don't count as subject. */
function groundInside(
  bins: Uint32Array,
  mask: Mask,
  near: Uint8Array,
  open: Uint8Array,
  least: number,
): Uint8Array<ArrayBuffer> {
  const { data } = mask;
  const size = binsPerAxis ** 3;
  const [inside, outside] = [new Uint32Array(size), new Uint32Array(size)];
  let [held, left] = [0, 0];
  for (let at = 0; at < bins.length; at += 1) {
    const bin = bins[at] ?? 0;
    if (near[at] === 1) {
      outside[bin] = (outside[bin] ?? 0) + 1;
      left += 1;
    } else if (data[at] !== 0 && open[at] === 0) {
      inside[bin] = (inside[bin] ?? 0) + 1;
      held += 1;
    }
  }
  const likely = new Float32Array(bins.length);
  for (let at = 0; at < bins.length; at += 1) {
    const bin = bins[at] ?? 0;
    const [out, own] = [(outside[bin] ?? 0) * held, (inside[bin] ?? 0) * left];
    likely[at] = out + own > 0 ? out / (out + own) : 0.5;
  }
  const even = boxMean(likely, mask.width, mask.height, 1);
  return data.map((value, at) => (value > 0 && (even[at] ?? 0) > least ? 255 : 0));
}

/** Of each piece: whether it touches the outside or the image's border, and the sum of the net's probabilities. */
function survey(mask: Mask, { data }: Plane, labels: Int32Array, count: number) {
  const { width, height } = mask;
  const touches = new Uint8Array(count);
  const sums = new Float64Array(count);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const label = labels[at] ?? 0;
      if (label === 0) continue;
      sums[label] = (sums[label] ?? 0) + (data[at] ?? 0);
      const edge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
      const outside = edge || [at - 1, at + 1, at - width, at + width].some((near) => mask.data[near] === 0);
      if (outside) touches[label] = 1;
    }
  }
  return { touches, sums };
}
