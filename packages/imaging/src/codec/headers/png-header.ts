import { ImagingError } from "../../imaging-error.ts";
import { exifOrientation } from "./exif.ts";
import { type PictureInfo, textAt, viewOf } from "./header.ts";

/** One part of a PNG file. */
export interface PngChunk {
  readonly name: string;
  readonly data: Uint8Array;
  /** Where the chunk, with its length and check sum, begins and ends in the file. */
  readonly from: number;
  readonly to: number;
}

/** The chunks of a PNG that are there whole, in order. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = viewOf(bytes);
  for (let from = 8; from + 12 <= bytes.length; ) {
    const to = from + 12 + view.getUint32(from);
    if (to > bytes.length) return;
    yield { name: textAt(bytes, from + 4, 4), data: bytes.subarray(from + 8, to - 4), from, to };
    from = to;
  }
}

/** Color types of PNG third edition, 11.2.1. */
const colors: { readonly [type: number]: PictureInfo["color"] } = {
  0: "grey",
  2: "rgb",
  3: "palette",
  4: "grey-alpha",
  6: "rgba",
};

/** The gAMA of sRGB in 100000ths, PNG third edition, 11.3.2.5. */
const srgbGamma = 45_455;

/**
 * Reads IHDR and the chunks that say how to show the picture, wherever they stand.
 *
 * @throws {RangeError} when the bytes end before IHDR does
 * @throws {ImagingError} `damaged` when there is no such kind of PNG
 */
export function pngHeader(bytes: Uint8Array): PictureInfo {
  const view = viewOf(bytes);
  const color = colors[view.getUint8(25)];
  if (!color || textAt(bytes, 12, 4) !== "IHDR")
    throw new ImagingError("damaged", "the PNG's header is wrong");
  const found = new Map<string, Uint8Array>();
  for (const { name, data } of pngChunks(bytes)) if (!found.has(name)) found.set(name, data);
  const exif = found.get("eXIf");
  const profile = profileOf(found);
  return {
    format: "png",
    width: view.getUint32(16),
    height: view.getUint32(20),
    orientation: exif ? exifOrientation(exif) : 1,
    bitDepth: view.getUint8(24),
    color,
    ...(profile && { profile }),
    animated: found.has("acTL"),
    interlaced: view.getUint8(28) === 1,
  };
}

function profileOf(chunks: ReadonlyMap<string, Uint8Array>): PictureInfo["profile"] {
  if (chunks.has("cICP") || chunks.has("iCCP")) return "embedded";
  if (chunks.has("sRGB")) return "srgb";
  const gamma = chunks.get("gAMA");
  if (!gamma || gamma.length < 4) return undefined;
  return viewOf(gamma).getUint32(0) === srgbGamma ? "srgb" : "embedded";
}
