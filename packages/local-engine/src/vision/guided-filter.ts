import type { Mask, Pixels } from "@stratify/imaging";
import { type Mat, type OpenCv, withMats } from "./open-cv.ts";

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
    const source = keep(new cv.Mat(guide.height, guide.width, cv.CV_32FC1));
    const target: Mat = keep(new cv.Mat());
    const mean = (value: (index: number) => number): Float32Array => {
      const plane = source.data32F;
      for (let index = 0; index < count; index += 1) plane[index] = value(index);
      cv.boxFilter(source, target, cv.CV_32F, size);
      return target.data32F.slice();
    };
    const r = (index: number) => (guide.data[4 * index] ?? 0) / 255;
    const g = (index: number) => (guide.data[4 * index + 1] ?? 0) / 255;
    const b = (index: number) => (guide.data[4 * index + 2] ?? 0) / 255;
    const p = (index: number) => (mask.data[index] ?? 0) / 255;
    const [mr, mg, mb, mp] = [mean(r), mean(g), mean(b), mean(p)];
    const products = {
      rr: mean((i) => r(i) * r(i)),
      rg: mean((i) => r(i) * g(i)),
      rb: mean((i) => r(i) * b(i)),
      gg: mean((i) => g(i) * g(i)),
      gb: mean((i) => g(i) * b(i)),
      bb: mean((i) => b(i) * b(i)),
      rp: mean((i) => r(i) * p(i)),
      gp: mean((i) => g(i) * p(i)),
      bp: mean((i) => b(i) * p(i)),
    };
    const at = (plane: Float32Array, index: number) => plane[index] ?? 0;
    const slopes = [new Float32Array(count), new Float32Array(count), new Float32Array(count)] as const;
    const offset = new Float32Array(count);
    for (let i = 0; i < count; i += 1) {
      const [ur, ug, ub, up] = [at(mr, i), at(mg, i), at(mb, i), at(mp, i)];
      // Covariances of the colours (a symmetric matrix) and of colour with alpha; solved by Cramer's rule.
      const rr = at(products.rr, i) - ur * ur + noise;
      const rg = at(products.rg, i) - ur * ug;
      const rb = at(products.rb, i) - ur * ub;
      const gg = at(products.gg, i) - ug * ug + noise;
      const gb = at(products.gb, i) - ug * ub;
      const bb = at(products.bb, i) - ub * ub + noise;
      const rp = at(products.rp, i) - ur * up;
      const gp = at(products.gp, i) - ug * up;
      const bp = at(products.bp, i) - ub * up;
      const [c0, c1, c2] = [gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - gg * rb];
      const determinant = rr * c0 + rg * c1 + rb * c2;
      const sr = (c0 * rp + c1 * gp + c2 * bp) / determinant;
      const sg = (c1 * rp + (rr * bb - rb * rb) * gp + (rb * rg - rr * gb) * bp) / determinant;
      const sb = (c2 * rp + (rb * rg - rr * gb) * gp + (rr * gg - rg * rg) * bp) / determinant;
      slopes[0][i] = sr;
      slopes[1][i] = sg;
      slopes[2][i] = sb;
      offset[i] = up - sr * ur - sg * ug - sb * ub;
    }
    return {
      red: mean((i) => at(slopes[0], i)),
      green: mean((i) => at(slopes[1], i)),
      blue: mean((i) => at(slopes[2], i)),
      offset: mean((i) => at(offset, i)),
    };
  });
}
