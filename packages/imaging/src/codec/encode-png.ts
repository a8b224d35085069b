import type { Bounds } from "../pixels/bounds.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { codec } from "./codecs.ts";
import type { ColorProfile } from "./color-profile.ts";

/** What a PNG is written with. */
export interface EncodePngOptions {
  /** The source's, from `readProfile`, so that its numbers show the same colours. Default: none, that is sRGB. */
  readonly profile?: ColorProfile | undefined;
}

/** Signature and IHDR; what says how colours are meant stands behind it. */
const afterHeader = 33;

/**
 * Encodes losslessly: the same bytes come back, colours under alpha 0 included.
 *
 * @returns a PNG file, RGBA, 8 bits a channel
 */
export function encodePng(pixels: Pixels, options: EncodePngOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  return encodeDrawn(pixels, (data) => data.set(pixels.data), options);
}

/**
 * Encodes a picture that is drawn where the codec reads it, so that it is never held a second time.
 *
 * @param draw writes the picture's RGBA over zeros
 */
export async function encodeDrawn(
  size: { readonly width: number; readonly height: number },
  draw: (data: Uint8ClampedArray) => void,
  { profile }: EncodePngOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const png = (await codec("png")).encode(size, draw);
  if (!profile) return png;
  const tagged = new Uint8Array(png.length + profile.pngChunks.length);
  tagged.set(png.subarray(0, afterHeader));
  tagged.set(profile.pngChunks, afterHeader);
  tagged.set(png.subarray(afterHeader), afterHeader + profile.pngChunks.length);
  return tagged;
}

/** The four bytes of every opaque grey as one number, which is far faster to write. */
const greys = new Uint32Array(
  Uint8Array.from({ length: 1024 }, (_, at) => (at % 4 === 3 ? 255 : at >> 2)).buffer,
);

/**
 * Encodes a mask as a grey picture without transparency: white is inside, black outside.
 *
 * @param bounds where the mask is on the canvas
 * @param canvas size of the picture; without these two it is that of the mask
 * @returns a PNG file, RGBA, 8 bits a channel
 */
export function encodeMaskPng(
  mask: Mask,
  bounds: Bounds = { x: 0, y: 0, width: mask.width, height: mask.height },
  canvas: { readonly width: number; readonly height: number } = mask,
): Promise<Uint8Array<ArrayBuffer>> {
  const grey = new Uint32Array(canvas.width);
  const row = new Uint8ClampedArray(grey.buffer);
  return encodeDrawn(canvas, (data) => {
    for (let y = 0; y < canvas.height; y += 1) {
      grey.fill(greys[0] ?? 0);
      const start = (y - bounds.y) * mask.width;
      if (y >= bounds.y && y < bounds.y + bounds.height) {
        for (let x = 0; x < mask.width; x += 1) grey[bounds.x + x] = greys[mask.data[start + x] ?? 0] ?? 0;
      }
      data.set(row, y * row.length);
    }
  });
}
