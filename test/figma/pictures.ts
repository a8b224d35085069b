import type { Pixels } from "@stratify/imaging";
import { seededRandom } from "../seeded-random.ts";

/** A picture in which no two neighbours are alike: a shift by a pixel, or a blur, changes it a lot. */
export function noise(width: number, height: number, seed = 1): Pixels {
  const random = seededRandom(seed);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at += 1) data[at] = at % 4 === 3 ? 255 : 256 * random();
  return { width, height, data };
}

/** A picture as photographs are: smooth, with a bright disc off its middle. */
export function scenery(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      const [across, down] = [x / width, y / height];
      const disc = Math.hypot(across - 0.4, (down - 0.55) * (height / width)) < 0.2;
      data[at] = disc ? 230 - 60 * across : 40 + 120 * across;
      data[at + 1] = disc ? 120 + 80 * down : 90 + 60 * Math.sin(5 * across + 3 * down);
      data[at + 2] = disc ? 40 : 200 - 120 * down;
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** A disc of one colour on a ground of another: the engine cuts graphics out without its net, in a fraction of the time. */
export function graphic(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at += 1) {
    const inside = Math.hypot((at % width) - width / 2, Math.floor(at / width) - height / 2) < height / 3;
    data.set(inside ? [220, 60, 40, 255] : [240, 240, 230, 255], 4 * at);
  }
  return { width, height, data };
}

/** The smallest GIF header: Figma takes GIF, and no codec here decodes it. */
export function gif(width: number, height: number): Uint8Array {
  const letters = [..."GIF89a"].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from([...letters, width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b]);
}

/** Mean difference of two pictures over all four channels, premultiplied, of 255. */
export function meanDifference(one: Pixels, other: Pixels): number {
  if (one.width !== other.width || one.height !== other.height)
    throw new Error(`${one.width} x ${one.height} is not ${other.width} x ${other.height}`);
  let sum = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const [alpha, beta] = [(one.data[at + 3] ?? 0) / 255, (other.data[at + 3] ?? 0) / 255];
    for (let channel = 0; channel < 3; channel += 1)
      sum += Math.abs((one.data[at + channel] ?? 0) * alpha - (other.data[at + channel] ?? 0) * beta);
    sum += 255 * Math.abs(alpha - beta);
  }
  return sum / one.data.length;
}
