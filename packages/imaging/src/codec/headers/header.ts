import type { Orientation } from "./exif.ts";

/** What a picture's file says of itself, read without decoding a pixel. */
export interface PictureInfo {
  readonly format: "png" | "jpeg" | "webp";
  /** Pixels as stored, before turning. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation of a JPEG, a WebP or a PNG; 5 and above swap width and height when shown. */
  readonly orientation: Orientation;
  /** Bits a channel, or a palette index. */
  readonly bitDepth: number;
  /** How colours are stored. A palette may have transparent entries; `cmyk` can't be decoded. */
  readonly color: "rgb" | "rgba" | "grey" | "grey-alpha" | "palette" | "ycbcr" | "cmyk";
  /** `embedded`: the numbers mean other colours than those of sRGB; absent when the file says nothing. */
  readonly profile?: "srgb" | "embedded";
  /** Whether there is more than one frame; only the first is decoded. */
  readonly animated: boolean;
  /** Whether a PNG is interlaced (Adam7) or a JPEG progressive. */
  readonly interlaced: boolean;
}

/** Letters of a chunk or a signature. */
export function textAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

/** A view of just these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
