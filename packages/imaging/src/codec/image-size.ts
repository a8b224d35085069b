import { readPictureInfo, requireDecodable } from "./picture.ts";

/** Format and size of a picture that can be decoded. */
export interface ImageSize {
  readonly format: "png" | "jpeg" | "webp";
  /** Pixels as displayed: after the EXIF orientation, as `decodeImage` gives them. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads format and size from the header, without decoding.
 *
 * @param bytes the whole file
 * @throws {ImagingError} as {@link readPictureInfo} does, and `unsupported` for what `decodeImage` can't read
 */
export function readImageSize(bytes: Uint8Array): ImageSize {
  const info = readPictureInfo(bytes);
  requireDecodable(info);
  const { format, width, height, orientation } = info;
  return orientation < 5 ? { format, width, height } : { format, width: height, height: width };
}
