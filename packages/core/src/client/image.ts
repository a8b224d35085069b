import { isWebUrl, type SourceImage, sniffFormat } from "../contract/image.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/**
 * Wraps a file's bytes as a source image. The format is told by the bytes.
 *
 * @param bytes the whole file; not copied
 * @param name what errors and results call the image, usually its file name
 * @throws {StratifyError} `invalid-request` when the bytes are empty or no known image
 */
export function imageFromBytes(
  bytes: Uint8Array,
  name: string,
): Extract<SourceImage, { readonly kind: "bytes" }> {
  const format = sniffFormat(bytes);
  if (format) return { kind: "bytes", name, bytes, format };
  const detail = bytes.length === 0 ? "the file is empty" : "its bytes are not those of an image";
  throw new StratifyError({ code: "invalid-request", image: name, detail });
}

/**
 * Names an image by a URL that the provider fetches itself.
 *
 * @param url absolute, http or https, without spaces
 * @param name what errors and results call the image. @default the last part of the URL's path
 * @throws {StratifyError} `invalid-request` when it is no such URL
 */
export function imageFromUrl(url: string, name?: string): Extract<SourceImage, { readonly kind: "url" }> {
  if (!isWebUrl(url)) {
    throw new StratifyError({ code: "invalid-request", image: name, detail: invalidUrl(url) });
  }
  return { kind: "url", name: name ?? nameOf(url), url };
}

/** What is wrong with a URL that is none. */
export function invalidUrl(url: string): string {
  return /\s/.test(url.trim())
    ? "its URL has spaces; write them as %20"
    : "it is no web URL, which begins with https:// or http://";
}

function nameOf(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split("/").findLast(Boolean);
  if (last === undefined) return hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
