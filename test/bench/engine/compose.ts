import type { Mask, Pixels } from "@stratify/imaging";
import type { Paint } from "./paints.ts";
import type { Shape } from "./shapes.ts";

/** A picture whose subject is known exactly. */
export interface Composite {
  readonly name: string;
  readonly kind: string;
  readonly image: Pixels;
  /** The subject's true alpha. */
  readonly truth: Mask;
}

/** What a composite is made of. */
export interface Recipe {
  readonly name: string;
  readonly kind: string;
  readonly size: readonly [number, number];
  readonly behind: Paint;
  readonly subject: Paint;
  readonly shape: Shape;
  /** Width in pixels of the edge, from nothing to all. @default 1.4, as a sharp lens gives */
  readonly edge?: number;
  /** Radius in pixels by which the background is out of focus. @default 0 */
  readonly defocus?: number;
  /** Scales the whole scene, for a larger picture of the same. @default 1 */
  readonly scale?: number;
}

/** Puts the subject before its background, pixel by pixel. */
export function compose(recipe: Recipe): Composite {
  const { scale = 1, edge = 1.4, defocus = 0, name, kind, behind, subject, shape } = recipe;
  const [width, height] = [Math.round(recipe.size[0] * scale), Math.round(recipe.size[1] * scale)];
  const ground = blurred(paint(behind, width, height, scale), width, height, Math.round(defocus * scale));
  const data = new Uint8ClampedArray(4 * width * height);
  const truth = new Uint8Array(width * height);
  for (let index = 0; index < truth.length; index += 1) {
    const [x, y] = [((index % width) + 0.5) / scale, (Math.floor(index / width) + 0.5) / scale];
    const share = Math.min(1, Math.max(0, 0.5 - (shape(x, y) * scale) / (edge * scale)));
    const alpha = share * share * (3 - 2 * share);
    truth[index] = Math.round(255 * alpha);
    const color = alpha > 0 ? subject(x, y) : [0, 0, 0];
    for (let channel = 0; channel < 3; channel += 1) {
      const under = ground[3 * index + channel] ?? 0;
      data[4 * index + channel] = under + ((color[channel] ?? 0) - under) * alpha;
    }
    data[4 * index + 3] = 255;
  }
  return { name, kind, image: { width, height, data }, truth: { width, height, data: truth } };
}

function paint(behind: Paint, width: number, height: number, scale: number): Float32Array {
  const ground = new Float32Array(3 * width * height);
  for (let index = 0; index < width * height; index += 1) {
    ground.set(behind(((index % width) + 0.5) / scale, (Math.floor(index / width) + 0.5) / scale), 3 * index);
  }
  return ground;
}

/** Three box blurs are close to a lens. */
function blurred(ground: Float32Array, width: number, height: number, radius: number): Float32Array {
  if (radius === 0) return ground;
  let result = ground;
  for (let round = 0; round < 3; round += 1) {
    result = boxBlur(boxBlur(result, width, height, radius, 1, width), height, width, radius, width, 1);
  }
  return result;
}

/** A running mean along lines of `length` pixels, `step` apart from pixel to pixel and `next` from line to line. */
function boxBlur(
  from: Float32Array,
  length: number,
  lines: number,
  radius: number,
  step: number,
  next: number,
) {
  const to = new Float32Array(from.length);
  const size = 2 * radius + 1;
  const clamp = (at: number) => Math.min(length - 1, Math.max(0, at));
  for (let line = 0; line < lines; line += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = (at: number) => from[3 * (line * next + clamp(at) * step) + channel] ?? 0;
      let sum = 0;
      for (let at = -radius; at <= radius; at += 1) sum += value(at);
      for (let at = 0; at < length; at += 1) {
        to[3 * (line * next + at * step) + channel] = sum / size;
        sum += value(at + radius + 1) - value(at - radius);
      }
    }
  }
  return to;
}
