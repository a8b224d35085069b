/** Image formats told apart by their first bytes. Providers name the ones they accept. */
export type ImageFormat = "png" | "jpeg" | "webp" | "gif" | "bmp" | "tiff" | "avif" | "heic";

/** An image to work on: its bytes, a URL the provider can fetch, or an earlier result at the provider. */
export type SourceImage =
  | {
      readonly kind: "bytes";
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly format: ImageFormat;
    }
  | { readonly kind: "url"; readonly name: string; readonly url: string }
  | { readonly kind: "render"; readonly name: string; readonly id: string };

/** An image's bytes and what they are. */
export interface ImageFile {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
}

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

/** Sizes of the headers that follow a BMP's first 14 bytes. Text that begins with "BM" has none of them there. */
const bitmapHeaders = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/**
 * Tells an image's format from its first bytes; headers and file names are not believed.
 *
 * @param bytes the file, or at least its first 18 bytes
 * @returns the format, or `undefined` when the bytes are no image this project knows
 */
export function sniffFormat(bytes: Uint8Array): ImageFormat | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("RIFF") && text.slice(8) === "WEBP") return "webp";
  if (/^GIF8[79]a/.test(text)) return "gif";
  if (text.startsWith("BM") && bitmapHeaders.has(bytes[14] ?? 0) && bytes[15] === 0) return "bmp";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  if (/^....ftypavi[fs]/s.test(text)) return "avif";
  if (/^....ftyp(hei|mif1|hev)/s.test(text)) return "heic";
  return undefined;
}

/** Tells whether a text is an http or https URL that a service can fetch as it is: absolute, without spaces. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text);
}
