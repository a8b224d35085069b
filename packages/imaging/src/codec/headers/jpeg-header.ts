import { ImagingError } from "../../imaging-error.ts";
import { exifOrientation, type Orientation } from "./exif.ts";
import { type PictureInfo, textAt, viewOf } from "./header.ts";

/** One part of a JPEG file before its pixels. */
export interface JpegSegment {
  readonly marker: number;
  readonly data: Uint8Array;
}

/**
 * A JPEG's segments up to its pixels.
 *
 * @throws {RangeError} when the bytes end before them
 * @throws {ImagingError} `damaged` when something else than a segment is found
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const view = viewOf(bytes);
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw new ImagingError("damaged", "the JPEG has no picture in it");
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (marker === 0xda) return; // the pixels
    const end = at + 2 + view.getUint16(at + 2);
    yield { marker, data: bytes.subarray(at + 4, end) };
    at = end;
  }
}

/**
 * Reads the segments up to the frame header.
 *
 * @throws {RangeError} when the bytes end before it
 * @throws {ImagingError} `damaged` when there is no frame header
 */
export function jpegHeader(bytes: Uint8Array): PictureInfo {
  let orientation: Orientation = 1;
  let embedded = false;
  let adobeTransform: number | undefined;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker === 0xe1 && textAt(data, 0, 6) === "Exif\0\0") orientation = exifOrientation(data.subarray(6));
    if (marker === 0xe2 && textAt(data, 0, 12) === "ICC_PROFILE\0") embedded = true;
    if (marker === 0xee && textAt(data, 0, 5) === "Adobe") adobeTransform = data[11];
    if (!isFrame(marker)) continue;
    const frame = viewOf(data);
    return {
      format: "jpeg",
      height: frame.getUint16(1),
      width: frame.getUint16(3),
      orientation,
      bitDepth: frame.getUint8(0),
      color: colorOf(frame.getUint8(5), adobeTransform),
      ...(embedded && { profile: "embedded" }),
      animated: false,
      interlaced: marker === 0xc2,
    };
  }
  throw new ImagingError("damaged", "the JPEG has no picture in it");
}

/** SOF0 to SOF15, without the three tables that share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Four channels are CMYK or YCCK; three are RGB only where Adobe's segment says so. */
function colorOf(channels: number, adobeTransform: number | undefined): PictureInfo["color"] {
  if (channels === 1) return "grey";
  if (channels === 4) return "cmyk";
  return adobeTransform === 0 ? "rgb" : "ycbcr";
}
