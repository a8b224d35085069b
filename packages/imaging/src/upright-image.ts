import { readProfile } from "./color-profile.ts";
import { decodeImage } from "./decode-image.ts";
import { encodePng } from "./encode-png.ts";
import { ImagingError } from "./imaging-error.ts";
import { readPictureInfo } from "./picture.ts";

/**
 * Whether a file's orientation tag turns or mirrors the image when it is shown. Reads the header alone.
 *
 * @param bytes the whole file; files that are no PNG, JPEG or WebP count as upright
 */
export function isUpright(bytes: Uint8Array): boolean {
  try {
    return readPictureInfo(bytes).orientation === 1;
  } catch (error) {
    if (error instanceof ImagingError) return true;
    throw error;
  }
}

/**
 * Makes a file whose pixels are stored as they are shown, for services that ignore the orientation tag (EXIF 2.3,
 * 4.6.4). The color profile is kept.
 *
 * In one synchronous stretch once the codec is loaded: large images belong in a worker.
 *
 * @param bytes the whole file, PNG, JPEG or WebP
 * @returns the same bytes where the tag is 1 or absent, otherwise a PNG
 * @throws {ImagingError} as `decodeImage` does
 */
export async function uprightImage(bytes: Uint8Array): Promise<Uint8Array> {
  if (isUpright(bytes)) return bytes;
  const [pixels, profile] = [await decodeImage(bytes), await readProfile(bytes)];
  return encodePng(pixels, { profile });
}
