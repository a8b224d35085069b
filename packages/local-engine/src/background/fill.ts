import type { Mask, Pixels } from "@stratify/imaging";
import { refine } from "../edges/refine.ts";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";
import { samples, scaleMask, shrink } from "../pixels/resample.ts";
import type { Tools } from "../pixels/tools.ts";
import type { Progress } from "../subject/progress.ts";
import { roughSubject } from "../subject/subject.ts";

/** Longest side at which the hole is filled: it has no detail of its own to lose. */
const fillAt = 320;
/** Pixels, at the working size, by which the hole is wider than the subject, so that none of its edge is left. */
const margin = 4;
/** Windows, in pixels, by which the filling is evened out: the wide ones spread colours, the narrow ones join them. */
const windows = [61, 41, 31, 21, 21, 15, 15, 11, 11, 7, 7, 7, 5, 5, 5, 3, 3, 3];

/**
 * The picture with its subject taken out and the hole filled from around it (Telea 2004). Fully opaque; what was
 * transparent is filled too.
 *
 * @returns `undefined` when there is no background to fill from
 */
export async function background(
  tools: Tools,
  image: Pixels,
  progress: Progress,
): Promise<Pixels | undefined> {
  const { cv } = tools;
  const { mask } = await roughSubject(tools, image, progress);
  const small = shrink(image, fillAt);
  const hole = holeOf(cv, small, scaleMask(mask, small.width, small.height));
  if (!hole.data.includes(0)) return undefined;
  const filled = hole.data.includes(255) ? inpaint(cv, small, hole) : small;
  progress(0.9);
  const blended = blend(image, filled, refine(cv, image, hole));
  progress(1);
  return blended;
}

/**
 * The picture with what a mask marks filled from around it, as {@link background} does; the rest stays as it is.
 *
 * @param mask of the picture's size
 */
export function fill(cv: OpenCv, image: Pixels, mask: Mask): Pixels {
  const small = shrink(image, fillAt);
  const hole = holeOf(cv, small, touched(mask, small.width, small.height));
  if (!hole.data.includes(0) || !hole.data.includes(255)) return image;
  return blend(image, inpaint(cv, small, hole), mask);
}

/** A smaller mask of all that a mask touches, however thin. */
function touched({ width, height, data }: Mask, smallerWidth: number, smallerHeight: number): Mask {
  const smaller = new Uint8Array(smallerWidth * smallerHeight);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * smallerHeight) / height) * smallerWidth;
    for (let x = 0; x < width; x += 1) {
      if (data[y * width + x]) smaller[row + Math.floor((x * smallerWidth) / width)] = 255;
    }
  }
  return { width: smallerWidth, height: smallerHeight, data: smaller };
}

function holeOf(cv: OpenCv, small: Pixels, mask: Mask): Mask {
  return withMats((keep) => {
    const source = keep(new cv.Mat(mask.height, mask.width, cv.CV_8UC1));
    source.data.set(
      mask.data.map((value, index) => (value > 64 || (small.data[4 * index + 3] ?? 0) < 255 ? 255 : 0)),
    );
    const side = 2 * margin + 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    const wider = keep(new cv.Mat());
    cv.dilate(source, wider, kernel);
    return { ...mask, data: wider.data.slice() };
  });
}

function inpaint(cv: OpenCv, small: Pixels, hole: Mask): Pixels {
  return withMats((keep) => {
    const { width, height } = small;
    const rgba = keep(new cv.Mat(height, width, cv.CV_8UC4));
    rgba.data.set(small.data);
    const [rgb, filled, even] = [keep(new cv.Mat()), keep(new cv.Mat()), keep(new cv.Mat())];
    cv.cvtColor(rgba, rgb, cv.COLOR_RGBA2RGB);
    const mask = keep(new cv.Mat(height, width, cv.CV_8UC1));
    mask.data.set(hole.data);
    cv.inpaint(rgb, mask, filled, 5, cv.INPAINT_TELEA);
    // In a hole as large as a subject the colours of the rim run inwards as rays; evened out, they become a ground.
    for (const side of windows) {
      cv.boxFilter(filled, even, -1, new cv.Size(side, side));
      even.copyTo(filled, mask);
    }
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let index = 0; index < width * height; index += 1) {
      data.set(filled.data.subarray(3 * index, 3 * index + 3), 4 * index);
    }
    return { width, height, data };
  });
}

/** The picture outside of the hole, the scaled-up filling inside. */
function blend(image: Pixels, filled: Pixels, hole: Mask): Pixels {
  const { width, height } = image;
  const data = image.data.slice();
  const columns = samples(width, filled.width);
  samples(height, filled.height).forEach((row, y) => {
    columns.forEach((column, x) => {
      const index = y * width + x;
      const weight = (hole.data[index] ?? 0) / 255;
      data[4 * index + 3] = 255;
      if (weight === 0) return;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = (top: number, left: number) =>
          filled.data[4 * (top * filled.width + left) + channel] ?? 0;
        const upper =
          value(row.first, column.first) * (1 - column.share) +
          value(row.first, column.second) * column.share;
        const lower =
          value(row.second, column.first) * (1 - column.share) +
          value(row.second, column.second) * column.share;
        const fill = upper + (lower - upper) * row.share;
        data[4 * index + channel] = (data[4 * index + channel] ?? 0) * (1 - weight) + fill * weight;
      }
    });
  });
  return { width, height, data };
}
