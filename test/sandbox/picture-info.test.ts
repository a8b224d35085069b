import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { encodeJpeg } from "./jpeg-encoder.ts";
import { pictureInfo } from "./picture-info.ts";

const photo = await readFile(new URL("../fixtures/photos/coffee.png", import.meta.url));

/** A WebP file's first bytes: the container, then a chunk of this kind. */
function webp(kind: string, ...body: number[]): Uint8Array {
  const text = `RIFF....WEBP${kind}....`;
  return Uint8Array.from([
    ...Array.from(text, (letter) => letter.charCodeAt(0)),
    ...body,
    ...Array(16).fill(0),
  ]);
}

test("the header tells format and size", async () => {
  expect(pictureInfo(photo)).toEqual({ format: "png", width: 600, height: 400 });
  const jpeg = await encodeJpeg({ width: 30, height: 20, data: new Uint8ClampedArray(2400) });
  expect(pictureInfo(jpeg)).toEqual({ format: "jpeg", width: 30, height: 20 });
  expect(pictureInfo(webp("VP8X", 0, 0, 0, 0, 99, 0, 0, 49, 1, 0))).toEqual({
    format: "webp",
    width: 100,
    height: 306,
  });
  expect(pictureInfo(webp("VP8 ", 0, 0, 0, 0x9d, 0x01, 0x2a, 64, 0, 48, 0))).toEqual({
    format: "webp",
    width: 64,
    height: 48,
  });
  expect(pictureInfo(webp("VP8L", 0x2f, 0x3f, 0xc0, 0x0b, 0))).toEqual({
    format: "webp",
    width: 64,
    height: 48,
  });
});

test.each([
  ["text", Buffer.from("hello")],
  ["nothing", Buffer.alloc(0)],
  ["a PNG cut short", photo.subarray(0, 20)],
  ["a JPEG cut short", Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
])("%s is no picture", (_name, bytes) => {
  expect(pictureInfo(bytes)).toBeUndefined();
});
