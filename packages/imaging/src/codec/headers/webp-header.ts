import { ImagingError } from "../../imaging-error.ts";
import { exifOrientation } from "./exif.ts";
import { type PictureInfo, textAt, viewOf } from "./header.ts";

/** One part of a WebP file. */
export interface WebpChunk {
  readonly name: string;
  readonly data: Uint8Array;
  /** Where the chunk, with its header and padding, begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** The chunks that are there whole, in order. @param from where the first one begins */
export function* webpChunks(bytes: Uint8Array, from = 12): Generator<WebpChunk> {
  const view = viewOf(bytes);
  for (let at = from; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length;
    if (end > bytes.length) return;
    const to = Math.min(end + (length % 2), bytes.length);
    yield { name: textAt(bytes, at, 4), data: bytes.subarray(at + 8, end), from: at, to };
    at = to;
  }
}

/**
 * Reads one of the three kinds of WebP, https://developers.google.com/speed/webp/docs/riff_container and RFC 6386, 9.1.
 *
 * @throws {RangeError} when the bytes end before the size
 * @throws {ImagingError} `unsupported` for another kind
 */
export function webpHeader(bytes: Uint8Array): PictureInfo {
  const view = viewOf(bytes);
  const base = { format: "webp", orientation: 1, bitDepth: 8, animated: false, interlaced: false } as const;
  const kind = textAt(bytes, 12, 4);
  if (kind === "VP8X") return { ...base, ...extended(bytes, view) };
  if (kind === "VP8L") {
    const bits = view.getUint32(21, true);
    const color = bits & (1 << 28) ? "rgba" : "rgb";
    return { ...base, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, color };
  }
  if (kind === "VP8 ") {
    const [width, height] = [view.getUint16(26, true), view.getUint16(28, true)];
    return { ...base, width: width & 0x3fff, height: height & 0x3fff, color: "ycbcr" };
  }
  throw new ImagingError("unsupported", "this kind of WebP picture is not known");
}

type Extended = Pick<PictureInfo, "width" | "height" | "orientation" | "color" | "profile" | "animated">;

function extended(bytes: Uint8Array, view: DataView): Extended {
  const flags = view.getUint8(20);
  const found = new Map<string, Uint8Array>();
  for (const { name, data } of webpChunks(bytes)) if (!found.has(name)) found.set(name, data);
  const exif = found.get("EXIF");
  return {
    width: uint24(view, 24) + 1,
    height: uint24(view, 27) + 1,
    // Some writers keep the six letters with which a JPEG begins its EXIF.
    orientation: exif ? exifOrientation(textAt(exif, 0, 4) === "Exif" ? exif.subarray(6) : exif) : 1,
    color: flags & 0x10 ? "rgba" : found.has("VP8L") ? "rgb" : "ycbcr",
    ...(found.has("ICCP") && { profile: "embedded" }),
    animated: (flags & 0x02) !== 0,
  };
}

/** Three bytes, the lowest first. */
export function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
