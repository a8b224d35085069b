import { ImagingError } from "../imaging-error.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { barePng } from "./bare-png.ts";
import { codec } from "./codecs.ts";
import { viewOf } from "./headers/header.ts";
import { pngChunks } from "./headers/png-header.ts";
import { orient } from "./orient.ts";
import { readPictureInfo, requireDecodable } from "./picture.ts";
import { decodeFirstFrame } from "./webp-first-frame.ts";

type Info = ReturnType<typeof readPictureInfo>;

/**
 * Decodes a PNG, JPEG or WebP picture to 8-bit RGBA.
 *
 * - EXIF orientation is applied, for all three formats.
 * - 16-bit PNG: the higher byte is kept, which is at most one level below the exact value.
 * - Grey and palette become RGBA; tRNS becomes alpha. Interlaced and progressive pictures are read like others.
 * - Of an animation the first frame, of an APNG the still picture that every viewer can show.
 * - Colour profiles are not applied: the numbers stay as stored. `readProfile` carries the profile over.
 * - CMYK and YCCK JPEG are refused, Adobe's inverted kind too.
 *
 * In one synchronous stretch once the codec is loaded, some 15 ms a megapixel: large pictures belong in a worker.
 *
 * @param bytes the whole file
 * @throws {ImagingError} as {@link readPictureInfo} does; `unsupported` as said; `truncated` or `damaged` when the
 * pixels can't be read
 */
export async function decodeImage(bytes: Uint8Array): Promise<Pixels> {
  const info = readPictureInfo(bytes);
  requireDecodable(info);
  if (endsEarly(info, bytes)) throw new ImagingError("truncated", "the picture's file is cut short");
  const decode = await decoderOf(info);
  return orient(
    sized(
      info,
      read(info, () => decode(bytes)),
    ),
    info.orientation,
  );
}

async function decoderOf({ format, animated }: Info): Promise<(bytes: Uint8Array) => Pixels> {
  if (format === "png") {
    const { decode } = await codec("png");
    return (bytes) => decode(barePng(bytes));
  }
  const decode = await codec(format === "jpeg" ? "jpeg-decode" : "webp-decode");
  return animated ? (bytes) => decodeFirstFrame(bytes, decode) : decode;
}

function read({ format }: Info, decode: () => Pixels): Pixels {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ImagingError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    if (/premature end/i.test(why)) throw new ImagingError("truncated", "the picture's file is cut short");
    throw new ImagingError("damaged", `the ${format} picture can't be read: ${why}`);
  }
}

function sized({ width, height }: Info, pixels: Pixels): Pixels {
  if (pixels.width === width && pixels.height === height) return pixels;
  throw new ImagingError("damaged", "the picture has another size than its header says");
}

/** Whether a file holds fewer bytes than its own lengths announce. JPEG announces none; its codec tells. */
function endsEarly({ format }: Info, bytes: Uint8Array): boolean {
  if (format === "webp") return viewOf(bytes).getUint32(4, true) + 8 > bytes.length;
  if (format === "jpeg") return false;
  for (const { name } of pngChunks(bytes)) if (name === "IEND") return false;
  return true;
}
