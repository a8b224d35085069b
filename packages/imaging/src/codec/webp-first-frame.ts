import { ImagingError } from "../imaging-error.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { textAt, viewOf } from "./headers/header.ts";
import { uint24, webpChunks } from "./headers/webp-header.ts";

/**
 * Decodes the first frame of an animated WebP, which the codec does not: the frame is made a still file of its own,
 * and put in its place on a transparent canvas.
 *
 * @param decode reads still WebP files
 * @throws {ImagingError} `damaged` when there is no frame or it lies outside the canvas
 */
export function decodeFirstFrame(bytes: Uint8Array, decode: (still: Uint8Array) => Pixels): Pixels {
  const canvas = viewOf(bytes);
  const [width, height] = [uint24(canvas, 24) + 1, uint24(canvas, 27) + 1];
  const data = [...webpChunks(bytes)].find(({ name }) => name === "ANMF")?.data;
  if (!data || data.length < 16) throw new ImagingError("damaged", "the animated WebP has no frame in it");
  const head = viewOf(data);
  const [left, top] = [2 * uint24(head, 0), 2 * uint24(head, 3)];
  const [across, down] = [uint24(head, 6) + 1, uint24(head, 9) + 1];
  if (left + across > width || top + down > height)
    throw new ImagingError("damaged", "a frame of the animated WebP is larger than its canvas");
  const frame = decode(stillOf(data));
  if (across === width && down === height) return frame;
  const whole = new Uint8ClampedArray(4 * width * height);
  for (let row = 0; row < frame.height; row += 1) {
    const from = 4 * row * frame.width;
    whole.set(frame.data.subarray(from, from + 4 * frame.width), 4 * ((top + row) * width + left));
  }
  return { width, height, data: whole };
}

/** The frame's chunks behind a header of the frame's size, which the codec compares with the picture's. */
function stillOf(frame: Uint8Array): Uint8Array {
  const pictures = [...webpChunks(frame, 16)].filter(({ name }) => /^(ALPH|VP8 |VP8L)$/.test(name));
  const alpha = pictures.some(({ name, data }) => name === "ALPH" || (name === "VP8L" && hasAlpha(data)));
  const length = pictures.reduce((sum, { from, to }) => sum + to - from, 30);
  const still = new Uint8Array(length);
  const view = viewOf(still);
  still.set(new TextEncoder().encode("RIFF    WEBPVP8X"));
  view.setUint32(4, length - 8, true);
  view.setUint32(16, 10, true);
  still[20] = alpha ? 0x10 : 0;
  still.set(frame.subarray(6, 12), 24);
  let at = 30;
  for (const { from, to } of pictures) {
    still.set(frame.subarray(from, to), at);
    at += to - from;
  }
  return still;
}

function hasAlpha(lossless: Uint8Array): boolean {
  return textAt(lossless, 0, 1) === "\x2f" && ((lossless[4] ?? 0) & 0x10) !== 0;
}
