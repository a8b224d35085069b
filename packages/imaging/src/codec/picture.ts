import { ImagingError } from "../imaging-error.ts";
import { type PictureInfo, textAt } from "./headers/header.ts";
import { jpegHeader } from "./headers/jpeg-header.ts";
import { pngHeader } from "./headers/png-header.ts";
import { webpHeader } from "./headers/webp-header.ts";

/** Most pixels that are decoded: 100 megapixels are 400 MB of RGBA. A small file can claim far more. */
export const maxPixels = 100_000_000;

/**
 * Reads what a file says of its picture, without decoding it. Names and media types are not believed.
 *
 * @param bytes the whole file; of a shorter piece, orientation and profile are told only if they are in it
 * @throws {ImagingError} `not-an-image`, `truncated`, `damaged`, `unsupported`, `zero-sized`, or `too-large` above
 * {@link maxPixels}
 */
export function readPictureInfo(bytes: Uint8Array): PictureInfo {
  const info = headerOf(bytes);
  const { width, height } = info;
  if (width === 0 || height === 0)
    throw new ImagingError("zero-sized", "the picture says that it has no pixels");
  if (width * height > maxPixels) {
    const limit = `at most ${maxPixels / 1e6} megapixels can be processed`;
    throw new ImagingError("too-large", `the picture has ${width} x ${height} pixels; ${limit}`);
  }
  return info;
}

function headerOf(bytes: Uint8Array): PictureInfo {
  try {
    if (textAt(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return pngHeader(bytes);
    if (textAt(bytes, 0, 3) === "\xff\xd8\xff") return jpegHeader(bytes);
    if (textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 4) === "WEBP") return webpHeader(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new ImagingError("truncated", "the picture's header is cut short");
    throw error;
  }
  if (bytes.length === 0) throw new ImagingError("not-an-image", "the file is empty");
  throw new ImagingError("not-an-image", "the bytes are those of no PNG, JPEG or WebP picture");
}

/**
 * Refuses what no codec here reads.
 *
 * @throws {ImagingError} `unsupported` for CMYK and for JPEG of other than 8 bits a channel
 */
export function requireDecodable({ format, color, bitDepth }: PictureInfo): void {
  if (color === "cmyk") {
    throw new ImagingError("unsupported", "CMYK pictures can't be processed; save it as RGB first");
  }
  if (format === "jpeg" && bitDepth !== 8) {
    throw new ImagingError("unsupported", `JPEG pictures of ${bitDepth} bits a channel can't be processed`);
  }
}
