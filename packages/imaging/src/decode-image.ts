import { codec } from "./codecs.ts";
import { type ImageSize, readImageSize } from "./image-size.ts";
import { ImagingError } from "./imaging-error.ts";
import type { Pixels } from "./pixels.ts";

/**
 * Decodes a PNG, JPEG or WebP picture. A JPEG is turned as its EXIF orientation says; grey, palette and 16-bit PNG
 * come out as 8-bit RGBA. Colour profiles are not applied.
 *
 * @param bytes the whole file
 * @throws {ImagingError} as {@link readImageSize} does; `truncated` or `damaged` when the pixels can't be read
 */
export async function decodeImage(bytes: Uint8Array): Promise<Pixels> {
  const size = readImageSize(bytes);
  if (endsEarly(size.format, bytes)) throw new ImagingError("truncated", "the picture's file is cut short");
  const decode = await decoderOf(size.format);
  try {
    return decode(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (/premature end/i.test(why)) throw new ImagingError("truncated", "the picture's file is cut short");
    throw new ImagingError("damaged", `the ${size.format} picture can't be read: ${why}`);
  }
}

async function decoderOf(format: ImageSize["format"]): Promise<(bytes: Uint8Array) => Pixels> {
  if (format === "png") return (await codec("png")).decode;
  return codec(format === "jpeg" ? "jpeg-decode" : "webp-decode");
}

/** Whether a file holds fewer bytes than its own lengths announce. JPEG announces none; its codec tells. */
function endsEarly(format: ImageSize["format"], bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === "webp") return view.getUint32(4, true) + 8 > bytes.length;
  if (format === "jpeg") return false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    if (view.getUint32(at + 4) === 0x49454e44) return false; // "IEND"
    at += 12 + view.getUint32(at);
  }
  return true;
}
