/** How a picture is stored: 1 upright, 2 to 4 mirrored or upside down, 5 to 8 with rows and columns swapped. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/**
 * Tag 0x0112 of the first directory, EXIF 2.3, 4.6.4.
 *
 * @param tiff the EXIF data from its byte order mark on
 * @returns 1 when it is not told or the data makes no sense, as every viewer takes it
 */
export function exifOrientation(tiff: Uint8Array): Orientation {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, little);
    const entries = view.getUint16(directory, little);
    for (let entry = directory + 2; entry < directory + 2 + entries * 12; entry += 12) {
      if (view.getUint16(entry, little) === 0x0112) return orientationOf(view.getUint16(entry + 8, little));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

function orientationOf(value: number): Orientation {
  const known = ([1, 2, 3, 4, 5, 6, 7, 8] as const).find((orientation) => orientation === value);
  return known ?? 1;
}
