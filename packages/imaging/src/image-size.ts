import { ImagingError } from "./imaging-error.ts";
import { jpegHeader } from "./jpeg-header.ts";

/** Most pixels that are decoded: 100 megapixels are 400 MB of RGBA. A small file can claim far more. */
export const maxPixels = 100_000_000;

/** What a picture's header says. */
export interface ImageSize {
  readonly format: "png" | "jpeg" | "webp";
  /** Pixels as displayed: after a JPEG's EXIF orientation. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads format and size from the first bytes, without decoding. Names and media types are not believed.
 *
 * @param bytes the whole file, or as much of it as holds the header
 * @throws {ImagingError} `not-an-image`, `truncated`, `unsupported`, or `too-large` above {@link maxPixels}
 */
export function readImageSize(bytes: Uint8Array): ImageSize {
  const size = sizeOf(bytes);
  const { width, height } = size;
  if (width === 0 || height === 0)
    throw new ImagingError("damaged", "the picture says that it has no pixels");
  if (width * height > maxPixels) {
    const limit = `at most ${maxPixels / 1e6} megapixels can be processed`;
    throw new ImagingError("too-large", `the picture has ${width} x ${height} pixels; ${limit}`);
  }
  return size;
}

function sizeOf(bytes: Uint8Array): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  try {
    if (text(0, 8) === "\x89PNG\r\n\x1a\n") {
      return { format: "png", width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (text(0, 3) === "\xff\xd8\xff") {
      const { width, height, orientation } = jpegHeader(view);
      return orientation < 5
        ? { format: "jpeg", width, height }
        : { format: "jpeg", width: height, height: width };
    }
    if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return webpSize(view, text(12, 16));
  } catch (error) {
    if (error instanceof RangeError) throw new ImagingError("truncated", "the picture's header is cut short");
    throw error;
  }
  if (bytes.length === 0) throw new ImagingError("not-an-image", "the file is empty");
  throw new ImagingError("not-an-image", "the bytes are those of no PNG, JPEG or WebP picture");
}

/** The three kinds of WebP, https://developers.google.com/speed/webp/docs/riff_container and RFC 6386, 9.1. */
function webpSize(view: DataView, chunk: string): ImageSize {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (chunk === "VP8X") {
    if (view.getUint8(20) & 2) throw new ImagingError("unsupported", "animated pictures can't be processed");
    return { format: "webp", width: uint24(24) + 1, height: uint24(27) + 1 };
  }
  if (chunk === "VP8L") {
    const bits = view.getUint32(21, true);
    return { format: "webp", width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk === "VP8 ") {
    const [width, height] = [view.getUint16(26, true), view.getUint16(28, true)];
    return { format: "webp", width: width & 0x3fff, height: height & 0x3fff };
  }
  throw new ImagingError("unsupported", "this kind of WebP picture is not known");
}
