import type { Mask, Pixels } from "@stratify/imaging";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";
import { type Sample, samples, scaleMask, shrink } from "../pixels/resample.ts";
import { guidedFilter } from "./guided-filter.ts";

/** Longest side at which edges are learned; larger pictures apply what was learned there to all of their pixels. */
const learnAt = 640;
/** Filter answers this close to nothing or everything are just that. */
const softness = 0.12;

/**
 * Brings a rough mask to a picture's full size with its edges on the picture's own edges, soft where hair or blur is.
 * The fast guided filter (He and Sun 2015): alpha is learned as a linear function of colour around each edge pixel.
 *
 * @param rough 255 or 0 a pixel, the same view at any smaller size
 */
export function refine(cv: OpenCv, image: Pixels, rough: Mask): Mask {
  const guide = shrink(image, learnAt);
  const scaled = scaleMask(rough, guide.width, guide.height);
  const step = Math.max(guide.width / rough.width, guide.height / rough.height);
  const radius = Math.ceil(2 * step) + 1;
  const learned = guidedFilter(cv, guide, scaled, radius);
  const band = edgeBand(cv, scaled, radius);
  return apply(image, { ...learned, width: guide.width, band });
}

interface Learned {
  readonly width: number;
  /** Alpha is red * r + green * g + blue * b + offset, colours from 0 to 1. */
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  readonly offset: Float32Array;
  /** 0 and 255 where the rough mask is believed, 128 near its edges. */
  readonly band: Uint8Array;
}

function apply({ width, height, data }: Pixels, learned: Learned): Mask {
  const mask = new Uint8Array(width * height);
  const guideHeight = learned.band.length / learned.width;
  const columns = samples(width, learned.width);
  samples(height, guideHeight).forEach((row, y) => {
    columns.forEach((column, x) => {
      const index = y * width + x;
      const nearest = nearer(row) * learned.width + nearer(column);
      const sure = learned.band[nearest] ?? 0;
      if (sure !== 128) {
        mask[index] = sure;
        return;
      }
      const at = (plane: Float32Array) => blend(plane, learned.width, row, column);
      const alpha =
        (at(learned.red) * (data[4 * index] ?? 0) +
          at(learned.green) * (data[4 * index + 1] ?? 0) +
          at(learned.blue) * (data[4 * index + 2] ?? 0)) /
          255 +
        at(learned.offset);
      const certain = (alpha - softness) / (1 - 2 * softness);
      mask[index] = Math.round(255 * Math.min(1, Math.max(0, certain)));
    });
  });
  return { width, height, data: mask };
}

function nearer({ first, second, share }: Sample): number {
  return share < 0.5 ? first : second;
}

function blend(plane: Float32Array, width: number, row: Sample, column: Sample): number {
  const [above, below] = [row.first * width, row.second * width];
  const left = plane[above + column.first] ?? 0;
  const upper = left + ((plane[above + column.second] ?? 0) - left) * column.share;
  const lowerLeft = plane[below + column.first] ?? 0;
  const lower = lowerLeft + ((plane[below + column.second] ?? 0) - lowerLeft) * column.share;
  return upper + (lower - upper) * row.share;
}

/** Far from an edge nothing is learned: a guided filter alone would let a dark spot inside shine through. */
function edgeBand(cv: OpenCv, { width, height, data }: Mask, radius: number): Uint8Array {
  return withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(data);
    const side = 2 * radius + 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    const [inner, outer] = [keep(new cv.Mat()), keep(new cv.Mat())];
    cv.erode(source, inner, kernel);
    cv.dilate(source, outer, kernel);
    return inner.data.map((value, index) => (value === 255 ? 255 : outer.data[index] === 0 ? 0 : 128));
  });
}
