import { ImagingError } from "./imaging-error.ts";

/** What a JPEG says of itself before its first pixel. */
export interface JpegHeader {
  /** Pixels as stored, before turning. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 (upright) to 8; 5 and above swap width and height. */
  readonly orientation: number;
}

/**
 * Walks a JPEG's segments up to the frame header.
 *
 * @throws {RangeError} when the bytes end before it
 * @throws {ImagingError} `damaged` when there is no frame header, `unsupported` for CMYK
 */
export function jpegHeader(view: DataView): JpegHeader {
  let orientation = 1;
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) throw new ImagingError("damaged", "the JPEG has no picture in it");
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (isFrame(marker)) {
      if (view.getUint8(at + 9) === 4)
        throw new ImagingError("unsupported", "CMYK pictures can't be processed");
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), orientation };
    }
    if (marker === 0xe1) orientation = exifOrientation(view, at + 4) ?? orientation;
    at += 2 + view.getUint16(at + 2);
  }
}

/** SOF0 to SOF15, without the three tables that share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Tag 0x0112 of the first directory, EXIF 2.3, 4.6.4; `undefined` when this segment does not hold a valid one. */
function exifOrientation(view: DataView, at: number): number | undefined {
  if (view.getUint32(at) !== 0x45786966) return undefined; // "Exif"
  const tiff = at + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  const entries = view.getUint16(directory, little);
  for (let entry = directory + 2; entry < directory + 2 + entries * 12; entry += 12) {
    if (view.getUint16(entry, little) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
