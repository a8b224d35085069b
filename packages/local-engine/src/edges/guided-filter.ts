import type { Pixels } from "@stratify/imaging";
import { boxMean, lanes } from "./box-mean.ts";

/** Colour differences whose square is below this are noise, colours from 0 to 1. */
const noise = 5e-5;

/** A rectangle of an image, in pixels. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The guided filter of a color image (He et al. 2010): in each square window alpha is the linear function of color
 * that fits it best, and a pixel gets the mean of the functions of all windows around it. The statistics of the
 * image are computed once and serve every alpha.
 */
export class GuidedFilter {
  readonly window: Window;
  readonly #radius: number;
  /** Red, green and blue from 0 to 1, and 1. */
  readonly #colors: Float32Array;
  readonly #means: Float32Array;
  /** The inverse of each window's covariance matrix, which is symmetric: its upper triangle, row by row. */
  readonly #inverse: Float32Array;
  readonly #wanted: Uint8Array;
  readonly #room: Float32Array;

  /**
   * @param window the part of the guide that is filtered
   * @param radius half the side of the square windows, in pixels
   * @param wanted not 0 for the pixels of `window` whose square windows matter; alpha must be even in all others
   */
  constructor(guide: Pixels, window: Window, radius: number, wanted: Uint8Array) {
    this.window = window;
    this.#radius = radius;
    this.#wanted = wanted;
    this.#colors = colorsOf(guide, window);
    this.#room = new Float32Array(this.#colors.length);
    this.#means = this.#colors.slice();
    this.#mean(this.#means);
    this.#inverse = this.#invert();
  }

  /**
   * The function of color that gives each pixel its alpha: factors of red, green and blue, and an offset, colors and
   * alpha from 0 to 1.
   *
   * @param alpha of the pixels of the window
   */
  functions(alpha: Float32Array): Float32Array {
    const [colors, means, inverse] = [this.#colors, this.#means, this.#inverse];
    const fits = new Float32Array(colors.length);
    for (let i = 0, at = 0; i < alpha.length; i += 1, at += lanes) {
      const value = alpha[i] ?? 0;
      fits[at] = value * (colors[at] ?? 0);
      fits[at + 1] = value * (colors[at + 1] ?? 0);
      fits[at + 2] = value * (colors[at + 2] ?? 0);
      fits[at + 3] = value;
    }
    this.#mean(fits);
    for (let i = 0, at = 0; i < alpha.length; i += 1, at += lanes) {
      const mean = fits[at + 3] ?? 0;
      if (this.#wanted[i] === 0) {
        fits[at] = 0;
        fits[at + 1] = 0;
        fits[at + 2] = 0;
        continue;
      }
      const [ur, ug, ub] = [means[at] ?? 0, means[at + 1] ?? 0, means[at + 2] ?? 0];
      const r = (fits[at] ?? 0) - ur * mean;
      const g = (fits[at + 1] ?? 0) - ug * mean;
      const b = (fits[at + 2] ?? 0) - ub * mean;
      const of = 6 * i;
      const [rr, rg, rb] = [inverse[of] ?? 0, inverse[of + 1] ?? 0, inverse[of + 2] ?? 0];
      const [gg, gb, bb] = [inverse[of + 3] ?? 0, inverse[of + 4] ?? 0, inverse[of + 5] ?? 0];
      const red = rr * r + rg * g + rb * b;
      const green = rg * r + gg * g + gb * b;
      const blue = rb * r + gb * g + bb * b;
      fits[at] = red;
      fits[at + 1] = green;
      fits[at + 2] = blue;
      fits[at + 3] = mean - red * ur - green * ug - blue * ub;
    }
    this.#mean(fits);
    return fits;
  }

  /** The filtered alpha of the pixels of the window; it may lie outside of 0 to 1. */
  filter(alpha: Float32Array): Float32Array {
    const functions = this.functions(alpha);
    const colors = this.#colors;
    const filtered = new Float32Array(alpha.length);
    for (let i = 0, at = 0; i < alpha.length; i += 1, at += lanes) {
      filtered[i] =
        (functions[at] ?? 0) * (colors[at] ?? 0) +
        (functions[at + 1] ?? 0) * (colors[at + 1] ?? 0) +
        (functions[at + 2] ?? 0) * (colors[at + 2] ?? 0) +
        (functions[at + 3] ?? 0);
    }
    return filtered;
  }

  #mean(planes: Float32Array): void {
    boxMean(planes, this.window.width, this.window.height, this.#radius, this.#room);
  }

  #invert(): Float32Array {
    const [colors, means] = [this.#colors, this.#means];
    const redAndGreen = new Float32Array(colors.length);
    const blue = new Float32Array(colors.length);
    for (let at = 0; at < colors.length; at += lanes) {
      const [r, g, b] = [colors[at] ?? 0, colors[at + 1] ?? 0, colors[at + 2] ?? 0];
      redAndGreen[at] = r * r;
      redAndGreen[at + 1] = r * g;
      redAndGreen[at + 2] = r * b;
      redAndGreen[at + 3] = g * g;
      blue[at] = g * b;
      blue[at + 1] = b * b;
    }
    this.#mean(redAndGreen);
    this.#mean(blue);
    const inverse = new Float32Array((6 * colors.length) / lanes);
    for (let i = 0, at = 0; at < colors.length; i += 1, at += lanes) {
      if (this.#wanted[i] === 0) continue;
      const [ur, ug, ub] = [means[at] ?? 0, means[at + 1] ?? 0, means[at + 2] ?? 0];
      const rr = (redAndGreen[at] ?? 0) - ur * ur + noise;
      const rg = (redAndGreen[at + 1] ?? 0) - ur * ug;
      const rb = (redAndGreen[at + 2] ?? 0) - ur * ub;
      const gg = (redAndGreen[at + 3] ?? 0) - ug * ug + noise;
      const gb = (blue[at] ?? 0) - ug * ub;
      const bb = (blue[at + 1] ?? 0) - ub * ub + noise;
      // Cramer's rule.
      const [c0, c1, c2] = [gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - gg * rb];
      const scale = 1 / (rr * c0 + rg * c1 + rb * c2);
      const of = 6 * i;
      inverse[of] = c0 * scale;
      inverse[of + 1] = c1 * scale;
      inverse[of + 2] = c2 * scale;
      inverse[of + 3] = (rr * bb - rb * rb) * scale;
      inverse[of + 4] = (rb * rg - rr * gb) * scale;
      inverse[of + 5] = (rr * gg - rg * rg) * scale;
    }
    return inverse;
  }
}

function colorsOf({ width, data }: Pixels, window: Window): Float32Array {
  const colors = new Float32Array(lanes * window.width * window.height);
  let to = 0;
  for (let y = window.y; y < window.y + window.height; y += 1) {
    const start = 4 * (y * width + window.x);
    for (let from = start; from < start + 4 * window.width; from += 4, to += lanes) {
      colors[to] = (data[from] ?? 0) / 255;
      colors[to + 1] = (data[from + 1] ?? 0) / 255;
      colors[to + 2] = (data[from + 2] ?? 0) / 255;
      colors[to + 3] = 1;
    }
  }
  return colors;
}
