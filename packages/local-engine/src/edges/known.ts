import type { Mask } from "@stratify/imaging";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";

/** Marks a pixel whose alpha has to be found; 0 and 255 are known. */
export const unknown = 128;
/** A rough mask is believed up to this far from 0 and from 255. */
const doubt = 13;
/** Doubt counts this near to the outline, in radii. Wider even doubt would stay as a grey veil. */
const doubtReach = 2;

/**
 * Tells where a rough mask is to be believed. Its outline is unknown to both sides, and so is each pixel near it of
 * which it is unsure itself, as a net is of hair.
 *
 * @param rough how likely each pixel belongs to the object, 0 to 255
 * @param radius how far the outline may be off, in pixels
 * @returns 0, 255 or {@link unknown} per pixel
 */
export function known(cv: OpenCv, { width, height, data }: Mask, radius: number): Uint8Array {
  const sure = new Uint8Array(data.length);
  for (let index = 0; index < sure.length; index += 1) sure[index] = (data[index] ?? 0) > 127 ? 255 : 0;
  withMats((keep) => {
    const source = keep(new cv.Mat(height, width, cv.CV_8UC1));
    source.data.set(sure);
    const side = 2 * radius + 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    const [inner, outer] = [keep(new cv.Mat()), keep(new cv.Mat())];
    cv.erode(source, inner, kernel);
    cv.dilate(source, outer, kernel);
    // Each access to a matrix's data makes a new view.
    const [least, most] = [inner.data, outer.data];
    const outline = new Uint8Array(sure.length);
    for (let index = 0; index < sure.length; index += 1)
      outline[index] = least[index] === most[index] ? 0 : 1;
    const near = widened(outline, width, height, (doubtReach - 1) * radius);
    for (let index = 0; index < sure.length; index += 1) {
      const value = data[index] ?? 0;
      const unsure = near[index] === 1 && value > doubt && value < 255 - doubt;
      if (unsure || outline[index] === 1) sure[index] = unknown;
    }
  });
  return sure;
}

/** Widens what is not 0 to squares around it, in place of a slower filter. */
export function widened(marks: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = new Uint8Array(marks.length);
  const wide = new Uint8Array(marks.length);
  for (let y = 0; y < height; y += 1) {
    let last = -radius - 1;
    let from = 0;
    for (let x = 0; x < width + radius; x += 1) {
      if (x < width && marks[y * width + x] !== 0) last = x;
      from = x - radius;
      if (from >= 0 && last >= from - radius) rows[y * width + from] = 1;
    }
  }
  const last = new Int32Array(width).fill(-radius - 1);
  for (let y = 0; y < height + radius; y += 1) {
    const to = y - radius;
    for (let x = 0; x < width; x += 1) {
      if (y < height && rows[y * width + x] !== 0) last[x] = y;
      if (to >= 0 && (last[x] ?? 0) >= to - radius) wide[to * width + x] = 1;
    }
  }
  return wide;
}
