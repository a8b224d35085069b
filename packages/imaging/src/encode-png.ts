import { codec } from "./codecs.ts";
import type { Mask, Pixels } from "./pixels.ts";

/**
 * Encodes losslessly: the same bytes come back, colours under alpha 0 included.
 *
 * @returns a PNG file, RGBA, 8 bits a channel
 */
export async function encodePng(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  return (await codec("png")).encode(pixels);
}

/**
 * Encodes a mask as a grey picture without transparency: white is inside, black outside.
 *
 * @returns a PNG file, RGBA, 8 bits a channel
 */
export function encodeMaskPng({ width, height, data }: Mask): Promise<Uint8Array<ArrayBuffer>> {
  const grey = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let index = 0; index < data.length; index += 1) {
    grey.fill(data[index] ?? 0, 4 * index, 4 * index + 3);
  }
  return encodePng({ width, height, data: grey });
}
