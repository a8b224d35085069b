import { StratifyError } from "../errors/stratify-error.ts";

/** Image formats told apart by their first bytes. Providers name the ones they accept. */
export type ImageFormat = "png" | "jpeg" | "webp" | "gif" | "bmp" | "tiff" | "avif" | "heic";

/** A picture to work on: its bytes, an address the provider can fetch, or an earlier result at the provider. */
export type SourceImage =
  | {
      readonly kind: "bytes";
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly format: ImageFormat;
    }
  | { readonly kind: "url"; readonly name: string; readonly url: string }
  | { readonly kind: "render"; readonly name: string; readonly id: string };

/** How a {@link SourceImage} reaches a provider. */
export type InputKind = SourceImage["kind"];

/** Media type of each format, for multipart parts and signed uploads. */
export const mediaTypes: Readonly<Record<ImageFormat, string>> = {
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  bmp: "image/bmp",
  tiff: "image/tiff",
  avif: "image/avif",
  heic: "image/heic",
};

/**
 * Tells an image's format from its first bytes; headers and file names are not believed.
 *
 * @param bytes the file, or at least its first 16 bytes
 * @returns the format, or `undefined` when the bytes are no image this project knows
 */
export function sniffFormat(bytes: Uint8Array): ImageFormat | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("RIFF") && text.slice(8) === "WEBP") return "webp";
  if (text.startsWith("GIF8")) return "gif";
  if (text.startsWith("BM")) return "bmp";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  if (/^....ftypavi[fs]/s.test(text)) return "avif";
  if (/^....ftyp(hei|mif1|hev)/s.test(text)) return "heic";
  return undefined;
}

/**
 * Wraps a file's bytes as a source, telling the format from the bytes.
 *
 * @param bytes the whole file; not copied
 * @param name what errors and results call the picture, usually its file name
 * @throws {StratifyError} `invalid-request` when the bytes are empty or no known image
 */
export function imageFromBytes(bytes: Uint8Array, name: string): SourceImage {
  const format = sniffFormat(bytes);
  if (format) return { kind: "bytes", name, bytes, format };
  const detail = bytes.length === 0 ? "the file is empty" : "its bytes are not those of an image";
  throw new StratifyError({ code: "invalid-request", image: name, detail });
}
