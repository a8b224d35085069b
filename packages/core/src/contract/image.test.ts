import { expect, it } from "vitest";
import { isWebUrl, sniffFormat } from "./image.ts";

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

it.each([
  ["png", "\x89PNG\r\n\x1a\n rest"],
  ["jpeg", "\xff\xd8\xff\xe0 rest"],
  ["webp", "RIFF\0\0\0\0WEBPVP8 "],
  ["gif", "GIF89a"],
  ["bmp", "BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"],
  ["tiff", "II*\0 rest"],
  ["avif", "\0\0\0\x1cftypavif"],
  ["heic", "\0\0\0\x1cftypheic"],
])("tells %s by its first bytes", (format, bytes) => {
  expect(sniffFormat(latin(bytes))).toBe(format);
});

it.each(["BM rest", "BMW is a maker of cars", "BM", "GIF8 for you", "II* no", ""])(
  "takes the text %j for no image",
  (text) => expect(sniffFormat(latin(text))).toBeUndefined(),
);

it.each([
  ["https://example.com/a.png", true],
  ["http://localhost:1/a%20b.png?x=1", true],
  ["HTTPS://example.com", true],
  ["https://example.com/a b.png", false],
  [" https://example.com/a.png", false],
  ["https://example.com/a\tb", false],
  ["https:\\\\example.com", false],
  ["https://", false],
  ["file:///etc/hosts", false],
  ["a.png", false],
])("says whether %j is a web URL as it is: %s", (url, expected) => expect(isWebUrl(url)).toBe(expected));
