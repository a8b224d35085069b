import { expect, it } from "vitest";
import { imageFromBytes, sniffFormat } from "./image.ts";

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

it.each([
  ["png", "\x89PNG\r\n\x1a\n rest"],
  ["jpeg", "\xff\xd8\xff\xe0 rest"],
  ["webp", "RIFF\0\0\0\0WEBPVP8 "],
  ["gif", "GIF89a"],
  ["bmp", "BM rest"],
  ["tiff", "II*\0 rest"],
  ["avif", "\0\0\0\x1cftypavif"],
  ["heic", "\0\0\0\x1cftypheic"],
])("tells %s by its first bytes", (format, bytes) => {
  expect(sniffFormat(latin(bytes))).toBe(format);
});

it("says which file is no image, whatever it is called", () => {
  expect(() => imageFromBytes(latin("hello, I am text"), "notes.png")).toThrow(
    /^notes\.png: .*not those of an image/,
  );
  expect(() => imageFromBytes(new Uint8Array(), "empty.png")).toThrow(/^empty\.png: .*the file is empty/);
});
