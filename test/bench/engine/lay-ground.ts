import { type Pixels, resamplePixels } from "@stratify/imaging";
import { boxBlur } from "./box-blur.ts";
import { readGround } from "./material.ts";
import type { Paint } from "./paints.ts";
import type { Ground } from "./scene.ts";

/** Paints or photographs the ground of a scene; its pixels may be changed. */
export async function layGround(ground: Ground, width: number, height: number): Promise<Pixels> {
  const { photo, paint, blur = 0 } = ground;
  if (paint) return painted(paint, width, height);
  if (!photo) throw new Error("a ground is a photograph or a paint");
  return boxBlur(
    cover(await enlarged(await readGround(photo), ground, width, height), ground, width, height),
    blur,
  );
}

/** Paints each pixel. */
export function painted(paint: Paint, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let index = 0; index < width * height; index += 1) {
    data.set(paint((index % width) + 0.5, Math.floor(index / width) + 0.5), 4 * index);
  }
  return { width, height, data };
}

function enlarged(photo: Pixels, { zoom = 1 }: Ground, width: number, height: number): Promise<Pixels> {
  const scale = zoom * Math.max(width / photo.width, height / photo.height);
  return resamplePixels(photo, Math.ceil(photo.width * scale), Math.ceil(photo.height * scale));
}

function cover(photo: Pixels, { across = 0.5 }: Ground, width: number, height: number): Pixels {
  const left = Math.round(across * (photo.width - width));
  const top = photo.height - height;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    const from = 4 * ((top + y) * photo.width + left);
    data.set(photo.data.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { width, height, data };
}
