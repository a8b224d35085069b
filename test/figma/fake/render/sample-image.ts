import type { Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Pixels } from "@stratify/imaging";

/** Premultiplied red, green, blue and alpha, from 0 to 1. */
export type Sample = [red: number, green: number, blue: number, alpha: number];

/**
 * Reads a picture where a device pixel lies on it: between its pixels when it is enlarged, their mean when it is made
 * smaller. At a scale of 1, in place, that is the very pixel.
 *
 * @param toImage from device pixels to the picture's
 * @param tiled whether it goes on beyond its edges
 */
export function imageSampler(
  image: Pixels,
  toImage: Transform,
  tiled: boolean,
): (x: number, y: number, into: Sample) => void {
  const [[a, b, tx], [c, d, ty]] = toImage;
  const reach = Math.max(Math.hypot(a, c), Math.hypot(b, d));
  const steps = Math.max(1, Math.ceil(reach - 1e-3));
  const share = 1 / (steps * steps);
  return (x, y, into) => {
    into.fill(0);
    for (let down = 0; down < steps; down += 1) {
      for (let across = 0; across < steps; across += 1) {
        const atX = x + (across + 0.5) / steps;
        const atY = y + (down + 0.5) / steps;
        const u = a * atX + b * atY + tx;
        const v = c * atX + d * atY + ty;
        if (!tiled) {
          const inside = edge(u, image.width, reach / steps) * edge(v, image.height, reach / steps);
          if (inside > 0) add(image, u - 0.5, v - 0.5, share * inside, false, into);
        } else add(image, u - 0.5, v - 0.5, share, true, into);
      }
    }
  };
}

/** How far a place is inside of a picture, softened over one sample. */
function edge(at: number, length: number, softness: number): number {
  const inside = Math.min(at, length - at) / softness + 0.5;
  return Math.min(1, Math.max(0, inside));
}

function add(image: Pixels, u: number, v: number, share: number, tiled: boolean, into: Sample): void {
  const left = Math.floor(u + 1e-6);
  const top = Math.floor(v + 1e-6);
  const [right, down] = [Math.max(0, u - left), Math.max(0, v - top)];
  one(image, left, top, share * (1 - right) * (1 - down), tiled, into);
  if (right > 1e-6) one(image, left + 1, top, share * right * (1 - down), tiled, into);
  if (down > 1e-6) one(image, left, top + 1, share * (1 - right) * down, tiled, into);
  if (right > 1e-6 && down > 1e-6) one(image, left + 1, top + 1, share * right * down, tiled, into);
}

function one(
  { width, height, data }: Pixels,
  x: number,
  y: number,
  share: number,
  tiled: boolean,
  into: Sample,
) {
  const column = tiled ? ((x % width) + width) % width : Math.min(width - 1, Math.max(0, x));
  const row = tiled ? ((y % height) + height) % height : Math.min(height - 1, Math.max(0, y));
  const at = 4 * (row * width + column);
  const alpha = ((data[at + 3] ?? 0) / 255) * share;
  into[0] += ((data[at] ?? 0) / 255) * alpha;
  into[1] += ((data[at + 1] ?? 0) / 255) * alpha;
  into[2] += ((data[at + 2] ?? 0) / 255) * alpha;
  into[3] += alpha;
}
