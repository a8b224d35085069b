import type { Mask, Pixels } from "@stratify/imaging";
import { type OpenCv, withMats } from "../pixels/open-cv.ts";

/** Colour differences whose square is below this are noise, colours from 0 to 1. */
const noise = 3e-4;

/** Per pixel, how alpha follows from colour. */
export interface AlphaFromColor {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  readonly offset: Float32Array;
}

/**
 * Learns, around each pixel, the linear function of colour that gives the mask's alpha best (He et al. 2010, the
 * colour version: three unknowns and an offset from means over a square window).
 *
 * @param radius half the window's side, in pixels
 */
export function guidedFilter(cv: OpenCv, guide: Pixels, mask: Mask, radius: number): AlphaFromColor {
  return withMats((keep) => {
    const count = guide.width * guide.height;
    const size = new cv.Size(2 * radius + 1, 2 * radius + 1);
    const [source, target] = [keep(new cv.Mat(guide.height, guide.width, cv.CV_32FC1)), keep(new cv.Mat())];
    const mean = (plane: Float32Array): Float32Array => {
      source.data32F.set(plane);
      cv.boxFilter(source, target, cv.CV_32F, size);
      return target.data32F.slice();
    };
    const r = channel(guide.data, 4, 0);
    const g = channel(guide.data, 4, 1);
    const b = channel(guide.data, 4, 2);
    const p = channel(mask.data, 1, 0);
    const product = new Float32Array(count);
    const meanProduct = (one: Float32Array, other: Float32Array) => {
      for (let i = 0; i < count; i += 1) product[i] = at(one, i) * at(other, i);
      return mean(product);
    };
    const [mr, mg, mb, mp] = [mean(r), mean(g), mean(b), mean(p)];
    const [mrr, mrg, mrb] = [meanProduct(r, r), meanProduct(r, g), meanProduct(r, b)];
    const [mgg, mgb, mbb] = [meanProduct(g, g), meanProduct(g, b), meanProduct(b, b)];
    const [mrp, mgp, mbp] = [meanProduct(r, p), meanProduct(g, p), meanProduct(b, p)];
    const [red, green, blue] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
    const offset = new Float32Array(count);
    for (let i = 0; i < count; i += 1) {
      const [ur, ug, ub, up] = [at(mr, i), at(mg, i), at(mb, i), at(mp, i)];
      offset[i] = up;
      // In a window without an edge, alpha does not follow from colour.
      if (up < 1e-6 || up > 1 - 1e-6) continue;
      // Covariances of the colours (a symmetric matrix) and of colour with alpha; solved by Cramer's rule.
      const rr = at(mrr, i) - ur * ur + noise;
      const rg = at(mrg, i) - ur * ug;
      const rb = at(mrb, i) - ur * ub;
      const gg = at(mgg, i) - ug * ug + noise;
      const gb = at(mgb, i) - ug * ub;
      const bb = at(mbb, i) - ub * ub + noise;
      const rp = at(mrp, i) - ur * up;
      const gp = at(mgp, i) - ug * up;
      const bp = at(mbp, i) - ub * up;
      const [c0, c1, c2] = [gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - gg * rb];
      const determinant = rr * c0 + rg * c1 + rb * c2;
      const sr = (c0 * rp + c1 * gp + c2 * bp) / determinant;
      const sg = (c1 * rp + (rr * bb - rb * rb) * gp + (rb * rg - rr * gb) * bp) / determinant;
      const sb = (c2 * rp + (rb * rg - rr * gb) * gp + (rr * gg - rg * rg) * bp) / determinant;
      red[i] = sr;
      green[i] = sg;
      blue[i] = sb;
      offset[i] = up - sr * ur - sg * ug - sb * ub;
    }
    return { red: mean(red), green: mean(green), blue: mean(blue), offset: mean(offset) };
  });
}

/** One of the values that each pixel has, from 0 to 1. */
function channel(data: Uint8Array | Uint8ClampedArray, values: number, which: number): Float32Array {
  const plane = new Float32Array(data.length / values);
  for (let i = 0; i < plane.length; i += 1) plane[i] = (data[values * i + which] ?? 0) / 255;
  return plane;
}

function at(plane: Float32Array, index: number): number {
  return plane[index] ?? 0;
}
