import { codec } from "./codecs.ts";
import type { ColorProfile } from "./color-profile.ts";
import type { Mask, Pixels } from "./pixels.ts";

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
export async function encodePng(
  pixels: Pixels,
  { profile }: EncodePngOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const png = (await codec("png")).encode(pixels);
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
 * @returns a PNG file, RGBA, 8 bits a channel
 */
export function encodeMaskPng({ width, height, data }: Mask): Promise<Uint8Array<ArrayBuffer>> {
  const grey = new Uint32Array(width * height);
  for (let index = 0; index < data.length; index += 1) grey[index] = greys[data[index] ?? 0] ?? 0;
  return encodePng({ width, height, data: new Uint8ClampedArray(grey.buffer) });
}
