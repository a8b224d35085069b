import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { crc32, deflateSync } from "node:zlib";
import { default as encodeJpeg, init as initJpeg } from "@jsquash/jpeg/encode.js";
import { default as encodeWebp, init as initWebp } from "@jsquash/webp/encode.js";
import { beforeEach, describe, expect, it } from "vitest";
import { loadWasm } from "../node.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { setCodecs } from "./codecs.ts";
import { decodeImage } from "./decode-image.ts";
import { encodePng } from "./encode-png.ts";

beforeEach(() => setCodecs(loadWasm));

const require = createRequire(import.meta.url);
const compile = async (path: string) => WebAssembly.compile(await readFile(require.resolve(path)));

/** Red left half, blue right half. */
function halves(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let index = 0; index < width * height; index += 1) {
    data.set(index % width < width / 2 ? [255, 0, 0] : [0, 0, 255], 4 * index);
  }
  return { width, height, data };
}

function colorAt({ width, data }: Pixels, x: number, y: number): string {
  const [red = 0, , blue = 0] = data.subarray(4 * (y * width + x));
  return red > 200 && blue < 60 ? "red" : blue > 200 && red < 60 ? "blue" : "other";
}

/** The encoders are typed for browsers. */
function imageData({ width, height, data }: Pixels): ImageData {
  return { width, height, data: new Uint8ClampedArray(data), colorSpace: "srgb" };
}

async function jpegOf(pixels: Pixels, orientation?: number): Promise<Uint8Array> {
  await initJpeg(await compile("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm"));
  const plain = new Uint8Array(await encodeJpeg(imageData(pixels)));
  if (orientation === undefined) return plain;
  const tiff = [
    0x49,
    0x49,
    42,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2, ...body, ...plain.subarray(2)]);
}

function pngOf(depth: number, kind: number, chunks: [string, number[]][], rows: number[][]): Uint8Array {
  const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const width = (((rows[0]?.length ?? 0) - 1) * 8) / depth / (kind === 2 ? 3 : 1);
  const all: [string, number[]][] = [
    ["IHDR", [...big(width), ...big(rows.length), depth, kind, 0, 0, 0]],
    ...chunks,
    ["IDAT", [...deflateSync(Uint8Array.from(rows.flat()))]],
    ["IEND", []],
  ];
  const signature = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];
  return Uint8Array.from([
    ...signature,
    ...all.flatMap(([name, body]) => {
      const named = [...name].map((letter) => letter.charCodeAt(0)).concat(body);
      return [...big(body.length), ...named, ...big(crc32(Uint8Array.from(named)))];
    }),
  ]);
}

describe("decodeImage", () => {
  it("reads back every byte of a PNG, colours under alpha 0 too", async () => {
    const data = Uint8ClampedArray.from({ length: 4 * 61 * 37 }, (_, index) => (index * 7919) % 256);
    for (let index = 3; index < data.length; index += 12) data[index] = 0;
    const back = await decodeImage(await encodePng({ width: 61, height: 37, data }));
    expect(back).toEqual({ width: 61, height: 37, data });
  });

  it("encodes a view into a larger buffer as just that view", async () => {
    const data = new Uint8ClampedArray(64).map((_, index) => index).subarray(16, 32);
    expect((await decodeImage(await encodePng({ width: 2, height: 2, data }))).data).toEqual(data.slice());
  });

  it("brings palette, grey and 16-bit PNG to 8-bit RGBA", async () => {
    const palette: [string, number[]][] = [
      ["PLTE", [255, 0, 0, 0, 255, 0]],
      ["tRNS", [255, 64]],
    ];
    expect([...(await decodeImage(pngOf(8, 3, palette, [[0, 0, 1]]))).data]).toEqual([
      255, 0, 0, 255, 0, 255, 0, 64,
    ]);
    expect([...(await decodeImage(pngOf(8, 0, [], [[0, 90]]))).data]).toEqual([90, 90, 90, 255]);
    expect([...(await decodeImage(pngOf(16, 2, [], [[0, 200, 1, 100, 2, 50, 3]]))).data]).toEqual([
      200, 100, 50, 255,
    ]);
  });

  it("reads a WebP with its transparency", async () => {
    await initWebp(await compile("@jsquash/webp/codec/enc/webp_enc_simd.wasm"));
    const pixels = halves(40, 20);
    for (let index = 3; index < pixels.data.length / 2; index += 4) pixels.data[index] = 0;
    const back = await decodeImage(new Uint8Array(await encodeWebp(imageData(pixels), { lossless: 1 })));
    expect([back.width, back.height, back.data[3], back.data.at(-1)]).toEqual([40, 20, 0, 255]);
    expect(colorAt(back, 39, 19)).toBe("blue");
  });

  // What the eight values do to a picture whose red half is on the left: EXIF 2.3, 4.6.4, tag Orientation.
  it.each([
    [1, 64, 32, "left"],
    [2, 64, 32, "right"],
    [3, 64, 32, "right"],
    [4, 64, 32, "left"],
    [5, 32, 64, "top"],
    [6, 32, 64, "top"],
    [7, 32, 64, "bottom"],
    [8, 32, 64, "bottom"],
  ])("turns a JPEG of orientation %i upright", async (orientation, width, height, red) => {
    const pixels = await decodeImage(await jpegOf(halves(64, 32), orientation));
    expect([pixels.width, pixels.height]).toEqual([width, height]);
    const places = { left: [2, 16], right: [61, 16], top: [16, 2], bottom: [16, 61] } as const;
    const [x, y] = places[red as keyof typeof places];
    expect(colorAt(pixels, x, y)).toBe("red");
    expect(colorAt(pixels, width - 1 - x, height - 1 - y)).toBe("blue");
  });

  it("says when a file is cut short", async () => {
    const cut = expect.objectContaining({ code: "truncated" });
    const png = await encodePng(halves(64, 32));
    await expect(decodeImage(png.subarray(0, png.length - 20))).rejects.toEqual(cut);
    const jpeg = await jpegOf(halves(64, 32));
    await expect(decodeImage(jpeg.subarray(0, jpeg.length - 60))).rejects.toEqual(cut);
  });

  it("still reads pictures after hundreds of damaged ones", async () => {
    const png = await encodePng(halves(64, 32));
    const jpeg = await jpegOf(halves(64, 32));
    for (let round = 0; round < 700; round += 1) {
      const bytes = round % 7 === 0 ? jpeg.slice(0, 200 + (round % 50)) : png.slice();
      bytes[60 + (round % 20)] = 0xaa ^ (bytes[60 + (round % 20)] ?? 0);
      await expect(decodeImage(bytes)).rejects.toMatchObject({ name: "ImagingError" });
    }
    expect(await decodeImage(png)).toEqual(halves(64, 32));
  });
});

describe("setCodecs", () => {
  it("loads each codec once, on first use, and tries again after a failure", async () => {
    const asked: string[] = [];
    setCodecs(async (file) => {
      asked.push(file);
      if (asked.length === 1) throw new Error("offline");
      return loadWasm(file);
    });
    expect(asked).toEqual([]);
    await expect(encodePng(halves(2, 2))).rejects.toThrow("offline");
    const png = await encodePng(halves(2, 2));
    await decodeImage(png);
    expect(asked).toEqual(["png", "png"]);
  });

  it("leaves no browser global behind in Node", async () => {
    const jpeg = await jpegOf(halves(16, 16));
    Reflect.deleteProperty(globalThis, "ImageData"); // of the encoder above
    await decodeImage(jpeg);
    await decodeImage(await encodePng(halves(16, 16)));
    expect("ImageData" in globalThis).toBe(false);
  });
});
