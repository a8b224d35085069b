import { describe, expect, it } from "vitest";
import { readImageSize } from "./image-size.ts";

const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0));
const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const png = (width: number, height: number) =>
  Uint8Array.from([
    ...text("\x89PNG\r\n\x1a\n"),
    ...big(13),
    ...text("IHDR"),
    ...big(width),
    ...big(height),
    8,
    6,
    0,
    0,
    0,
  ]);
const webp = (chunk: string, body: number[]) =>
  Uint8Array.from([...text("RIFF"), 0, 0, 0, 0, ...text(`WEBP${chunk}`), 0, 0, 0, 0, ...body]);
const frame = (components = 3) => [0xff, 0xc2, 0, 17, 8, 0x01, 0x2c, 0x02, 0x58, components];
const jpeg = (...segments: number[][]) => Uint8Array.from([0xff, 0xd8, ...segments.flat(), ...frame()]);
const exif = (orientation: number) => {
  const tiff = [...text("MM"), 0, 42, ...big(8), 0, 1, 0x01, 0x12, 0, 3, ...big(1), 0, orientation, 0, 0];
  const body = [...text("Exif"), 0, 0, ...tiff];
  return [0xff, 0xe1, 0, body.length + 2, ...body];
};

describe("readImageSize", () => {
  it("reads a PNG's size", () => {
    expect(readImageSize(png(600, 400))).toEqual({ format: "png", width: 600, height: 400 });
  });

  it("reads a JPEG's size behind other segments and fill bytes", () => {
    const app0 = [0xff, 0xe0, 0, 4, 1, 2, 0xff];
    expect(readImageSize(jpeg(app0))).toEqual({ format: "jpeg", width: 600, height: 300 });
  });

  it("gives a JPEG's size as it is displayed", () => {
    expect(readImageSize(jpeg(exif(3)))).toMatchObject({ width: 600, height: 300 });
    expect(readImageSize(jpeg(exif(6)))).toMatchObject({ width: 300, height: 600 });
    expect(readImageSize(jpeg(exif(9)))).toMatchObject({ width: 600, height: 300 });
  });

  it.each([
    ["lossy", webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 0x58, 0x42, 0x2c, 0x41])],
    ["lossless", webp("VP8L", [0x2f, 0x57, 0xc2, 0x4a, 0])],
    ["extended", webp("VP8X", [0, 0, 0, 0, 0x57, 2, 0, 0x2b, 1, 0])],
  ])("reads the size of a %s WebP", (_, bytes) => {
    expect(readImageSize(bytes)).toEqual({ format: "webp", width: 600, height: 300 });
  });

  it("reads a view into a larger buffer", () => {
    const padded = Uint8Array.from([1, 2, 3, ...png(7, 9)]);
    expect(readImageSize(padded.subarray(3))).toMatchObject({ width: 7, height: 9 });
  });

  it.each([
    ["an empty file", new Uint8Array(), "not-an-image"],
    ["a text named .png", Uint8Array.from(text("hello, this is no picture")), "not-an-image"],
    ["a GIF", Uint8Array.from(text("GIF89a__________")), "not-an-image"],
    ["a PNG of 20 bytes", png(6, 4).subarray(0, 20), "truncated"],
    ["a JPEG without its frame", jpeg().subarray(0, 8), "truncated"],
    ["a JPEG of nothing", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0, 0]), "damaged"],
    ["a PNG without pixels", png(0, 4), "zero-sized"],
    ["a CMYK JPEG", Uint8Array.from([0xff, 0xd8, ...frame(4)]), "unsupported"],
  ])("refuses %s", (_, bytes, code) => {
    expect(() => readImageSize(bytes)).toThrow(expect.objectContaining({ name: "ImagingError", code }));
  });

  it("refuses a decompression bomb by its header", () => {
    expect(() => readImageSize(png(50_000, 50_000))).toThrow(
      "the picture has 50000 x 50000 pixels; at most 100 megapixels can be processed",
    );
  });
});
