import { ImagingError } from "../imaging-error.ts";
import { readProfile } from "./color-profile.ts";
import { decodeImage } from "./decode-image.ts";
import { encodePng } from "./encode-png.ts";
import { readPictureInfo } from "./picture.ts";

/**
 * Makes a file whose pixels are stored as they are shown, for services that ignore the orientation tag.
 *
 * @param bytes the whole file
 * @returns the same bytes where no turn is needed, else a PNG with the same colour profile and no orientation tag
 * @throws {ImagingError} as `decodeImage` does, for an image that needs a turn and can't be decoded
 */
export async function uprightImage(bytes: Uint8Array): Promise<Uint8Array> {
  if (isUpright(bytes)) return bytes;
  const profile = await readProfile(bytes);
  return encodePng(await decodeImage(bytes), { profile });
}

/** Whether the pixels of a file are stored as they are shown. A format that is not read here counts as upright. */
export function isUpright(bytes: Uint8Array): boolean {
  try {
    return readPictureInfo(bytes).orientation === 1;
  } catch (error) {
    if (error instanceof ImagingError) return true;
    throw error;
  }
}
