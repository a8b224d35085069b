import { textAt } from "./headers/header.ts";
import { jpegSegments } from "./headers/jpeg-header.ts";
import { pngChunks } from "./headers/png-header.ts";
import { webpChunks } from "./headers/webp-header.ts";
import { readPictureInfo } from "./picture.ts";
import { pngChunk } from "./png-chunk.ts";

/** What a source says its numbers mean as colours, ready to be written into files made from its pixels. */
export interface ColorProfile {
  /** Whole PNG chunks, to stand right behind IHDR. */
  readonly pngChunks: Uint8Array;
  /** The ICC profile, for PSD; absent where a PNG says its colours in other words (cICP, gAMA, cHRM, sRGB). */
  readonly icc?: Uint8Array;
}

/** Most bytes of an unpacked profile; the largest of printers take some 4 MB. Beyond it is a bomb. */
const largestIcc = 16_000_000;

const colorChunks = ["cICP", "iCCP", "sRGB", "gAMA", "cHRM"];

/**
 * Reads a picture's colour profile. Pixels are never converted: decoding gives the numbers as they are stored, and
 * with the profile beside them they look as they did. That of a grey picture is left out, as it does not fit RGB.
 *
 * @param bytes the whole file
 * @returns for `encodePng` and `layerSetPsd`; `undefined` when the file has none, that is sRGB
 * @throws {ImagingError} as `readPictureInfo` does
 */
export async function readProfile(bytes: Uint8Array): Promise<ColorProfile | undefined> {
  const { format, color } = readPictureInfo(bytes);
  if (format === "png") {
    const chunks = [...pngChunks(bytes)].filter(({ name }) => colorChunks.includes(name));
    const iccp = chunks.find(({ name }) => name === "iCCP");
    const icc = iccp && color !== "grey" && color !== "grey-alpha" ? await inflated(iccp.data) : undefined;
    return profileOf(chunks.filter((chunk) => chunk !== iccp || icc).map(wholeChunk(bytes)), icc);
  }
  const icc = format === "jpeg" ? jpegIcc(bytes) : webpIcc(bytes);
  if (!icc || textAt(icc, 16, 4) !== "RGB ") return undefined; // data colour space, ICC.1:2022, 7.2.1
  const packed = concat([new TextEncoder().encode("ICC profile\0\0"), await deflate(icc)]);
  return profileOf([pngChunk("iCCP", packed)], icc);
}

function profileOf(chunks: readonly Uint8Array[], icc?: Uint8Array): ColorProfile | undefined {
  return chunks.length > 0 ? { pngChunks: concat(chunks), ...(icc && { icc }) } : undefined;
}

function wholeChunk(bytes: Uint8Array) {
  return ({ from, to }: { readonly from: number; readonly to: number }) => bytes.slice(from, to);
}

/** The parts in the order of their numbers, ICC.1:2022, B.4; nothing when one is missing. */
function jpegIcc(bytes: Uint8Array): Uint8Array | undefined {
  const parts = [...jpegSegments(bytes)]
    .filter(({ marker, data }) => marker === 0xe2 && textAt(data, 0, 12) === "ICC_PROFILE\0")
    .map(({ data }) => ({ number: data[12] ?? 0, count: data[13] ?? 0, data: data.subarray(14) }))
    .sort((one, other) => one.number - other.number);
  const whole = parts.every(({ number, count }, index) => number === index + 1 && count === parts.length);
  return whole && parts.length > 0 ? concat(parts.map(({ data }) => data)) : undefined;
}

function webpIcc(bytes: Uint8Array): Uint8Array | undefined {
  return [...webpChunks(bytes)].find(({ name }) => name === "ICCP")?.data;
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** An iCCP's profile, behind its name; nothing when it can't be unpacked, over which a strict reader refuses a picture. */
async function inflated(iccp: Uint8Array): Promise<Uint8Array | undefined> {
  const packed = new Blob([iccp.slice(iccp.indexOf(0) + 2)]).stream();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of packed.pipeThrough(new DecompressionStream("deflate"))) {
      length += part.length;
      if (length > largestIcc) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return concat(parts);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
