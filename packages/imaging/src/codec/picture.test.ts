import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type Chunk, type PngParts, writePng } from "../../../../test/support/png-writer.ts";
import { loadWasm } from "../node.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { setCodecs } from "./codecs.ts";
import { decodeImage } from "./decode-image.ts";
import { readPictureInfo } from "./picture.ts";

beforeAll(() => setCodecs(loadWasm));

const fixture = async (name: string) =>
  Uint8Array.from(await readFile(new URL(`../../../../test/fixtures/pictures/${name}`, import.meta.url)));

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const tiff = (orientation: number) => [
  ...letters("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"),
  ...[orientation, 0, 0, 0, 0, 0, 0, 0],
];

function at({ width, data }: Pixels, x: number, y: number): number[] {
  return [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
}

function expectNear(color: readonly number[], wanted: readonly number[]): void {
  for (const [channel, value] of wanted.entries()) {
    expect(Math.abs((color[channel] ?? 999) - value)).toBeLessThanOrEqual(4);
  }
}

const red = [0xd0, 0x28, 0x18, 255];
const blue = [0x18, 0x40, 0xc8, 255];

/** A still WebP with a VP8X header before it and chunks around it. */
function extendWebp(still: Uint8Array, flags: number, ...after: Chunk[]): Uint8Array {
  const little = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >> 24];
  const chunk = ([name, data]: Chunk) => [
    ...letters(name),
    ...little(data.length),
    ...data,
    ...(data.length % 2 ? [0] : []),
  ];
  const body = [
    ...letters("WEBP"),
    ...chunk(["VP8X", [flags, 0, 0, 0, 23, 0, 0, 15, 0, 0]]),
    ...still.subarray(12),
    ...after.flatMap(chunk),
  ];
  return Uint8Array.from([...letters("RIFF"), ...little(body.length), ...body]);
}

const grey2x1: PngParts = { width: 2, height: 1, type: 0, depth: 8, samples: [10, 20] };

describe("readPictureInfo", () => {
  it.each([
    ["plain.jpg", { format: "jpeg", color: "ycbcr", interlaced: false }],
    ["progressive.jpg", { format: "jpeg", color: "ycbcr", interlaced: true }],
    ["grey.jpg", { format: "jpeg", color: "grey" }],
    ["cmyk-adobe.jpg", { format: "jpeg", color: "cmyk" }],
    ["plain.webp", { format: "webp", color: "ycbcr", animated: false }],
    ["animated-full.webp", { format: "webp", animated: true }],
    ["animated-inset.webp", { format: "webp", animated: true, color: "rgba" }],
    ["deep-interlaced.png", { format: "png", color: "rgb", bitDepth: 16, interlaced: true }],
  ])("tells what %s is", async (name, wanted) => {
    const info = readPictureInfo(await fixture(name));
    expect(info).toMatchObject({ width: 24, height: 16, orientation: 1, ...wanted });
    expect(info).not.toHaveProperty("profile");
  });

  it.each([
    ["iCCP", [["iCCP", [97, 0, 0]]], "embedded"],
    ["cICP", [["cICP", [9, 16, 0, 1]]], "embedded"],
    ["sRGB", [["sRGB", [0]]], "srgb"],
    ["gAMA of sRGB", [["gAMA", [0, 0, 0xb1, 0x8f]]], "srgb"],
    ["gAMA of 1.0", [["gAMA", [0, 1, 0x86, 0xa0]]], "embedded"],
  ] as [string, Chunk[], string][])("tells a PNG's profile by %s", (_, before, profile) => {
    expect(readPictureInfo(writePng({ ...grey2x1, before }))).toMatchObject({ profile });
  });

  it("finds a PNG's orientation before or behind its pixels", () => {
    const eXIf: Chunk = ["eXIf", tiff(6)];
    expect(readPictureInfo(writePng({ ...grey2x1, before: [eXIf] })).orientation).toBe(6);
    expect(readPictureInfo(writePng({ ...grey2x1, after: [eXIf] })).orientation).toBe(6);
  });

  it("takes EXIF that makes no sense for none", () => {
    for (const data of [[], tiff(9), tiff(0), tiff(3).slice(0, 15), [0, ...tiff(3)]]) {
      expect(readPictureInfo(writePng({ ...grey2x1, before: [["eXIf", data]] })).orientation).toBe(1);
    }
  });

  it("refuses a PNG of a kind that does not exist", () => {
    const bytes = writePng(grey2x1);
    bytes[25] = 5;
    expect(() => readPictureInfo(bytes)).toThrow(expect.objectContaining({ code: "damaged" }));
  });
});

describe("decodeImage of unusual pictures", () => {
  it.each([
    ["progressive.jpg", red, blue],
    ["plain.jpg", red, blue],
    ["plain.webp", red, blue],
    ["animated-full.webp", red, blue],
    ["grey.jpg", [75, 75, 75, 255], [65, 65, 65, 255]],
  ])("reads %s", async (name, left, right) => {
    const pixels = await decodeImage(await fixture(name));
    expectNear(at(pixels, 2, 8), left);
    expectNear(at(pixels, 21, 8), right);
  });

  it("puts the first frame of an animated WebP in its place", async () => {
    const pixels = await decodeImage(await fixture("animated-inset.webp"));
    expect([pixels.width, pixels.height]).toEqual([24, 16]);
    expect([at(pixels, 3, 4)[3], at(pixels, 4, 1)[3], at(pixels, 12, 4)[3]]).toEqual([0, 0, 0]);
    expectNear(at(pixels, 4, 2), [0x10, 0xc0, 0x20, 128]);
    expectNear(at(pixels, 11, 7), [0x10, 0xc0, 0x20, 128]);
  });

  it("refuses CMYK, with Adobe's marker and without, and says what to do", async () => {
    const adobe = await fixture("cmyk-adobe.jpg");
    const app14 = adobe.findIndex((byte, index) => byte === 0xff && adobe[index + 1] === 0xee);
    const bare = Uint8Array.from([...adobe.subarray(0, app14), ...adobe.subarray(app14 + 16)]);
    for (const bytes of [adobe, bare]) {
      await expect(decodeImage(bytes)).rejects.toMatchObject({
        code: "unsupported",
        message: "CMYK pictures can't be processed; save it as RGB first",
      });
    }
  });

  it("keeps the higher byte of 16 bits", async () => {
    const samples = [0x00ff, 0x80ff, 0xffff, 0x1234, 0xff00, 0x0100];
    const pixels = await decodeImage(writePng({ width: 2, height: 1, type: 2, depth: 16, samples }));
    expect([...pixels.data]).toEqual([0, 0x80, 255, 255, 0x12, 255, 1, 255]);
    const alpha = await decodeImage(
      writePng({ width: 1, height: 1, type: 4, depth: 16, samples: [0x7fff, 0x40ff] }),
    );
    expect([...alpha.data]).toEqual([0x7f, 0x7f, 0x7f, 0x40]);
  });

  it("spreads grey of fewer bits over the whole range", async () => {
    const of = async (depth: 1 | 2 | 4, samples: number[]) => {
      const { data } = await decodeImage(
        writePng({ width: samples.length, height: 1, type: 0, depth, samples }),
      );
      return samples.map((_, index) => data[4 * index]);
    };
    expect(await of(1, [0, 1, 1, 0, 1])).toEqual([0, 255, 255, 0, 255]);
    expect(await of(2, [0, 1, 2, 3, 1])).toEqual([0, 85, 170, 255, 85]);
    expect(await of(4, [0, 7, 15])).toEqual([0, 119, 255]);
  });

  it("makes tRNS alpha: of one grey, of one colour, of a palette's first entries", async () => {
    const grey = await decodeImage(writePng({ ...grey2x1, before: [["tRNS", [0, 20]]] }));
    expect([...grey.data]).toEqual([10, 10, 10, 255, 20, 20, 20, 0]);
    const rgb = { width: 2, height: 1, type: 2, depth: 8, samples: [1, 2, 3, 4, 5, 6] } as const;
    const color = await decodeImage(writePng({ ...rgb, before: [["tRNS", [0, 1, 0, 2, 0, 3]]] }));
    expect([...color.data]).toEqual([1, 2, 3, 0, 4, 5, 6, 255]);
    const before: Chunk[] = [
      ["PLTE", [255, 0, 0, 0, 255, 0, 0, 0, 255]],
      ["tRNS", [0, 64]],
    ];
    for (const depth of [2, 4, 8] as const) {
      const samples = [2, 0, 1, 2];
      const { data } = await decodeImage(writePng({ width: 4, height: 1, type: 3, depth, samples, before }));
      expect([...data]).toEqual([0, 0, 255, 255, 255, 0, 0, 0, 0, 255, 0, 64, 0, 0, 255, 255]);
    }
  });

  it("reads interlaced PNG like others, also where passes are empty", async () => {
    for (const [width, height] of [
      [1, 1],
      [3, 2],
      [5, 9],
      [17, 13],
    ] as const) {
      const samples = Array.from({ length: 4 * width * height }, (_, index) => (index * 131 + 7) % 256);
      const plain = { width, height, type: 6, depth: 8, samples } as const;
      const { data } = await decodeImage(writePng({ ...plain, interlaced: true }));
      expect([...data]).toEqual(samples);
    }
    const deep = await decodeImage(await fixture("deep-interlaced.png"));
    expectNear(at(deep, 0, 0), [0xe0, 0x20, 0x10, 255]);
    expectNear(at(deep, 23, 15), [0x10, 0x30, 0xd0, 255]);
  });

  it("takes the still picture of an APNG", async () => {
    const frame = (sequence: number) => [0, 0, 0, sequence, 0, 0, 0, 2, 0, 0, 0, 1, ...new Array(14).fill(0)];
    const acTL: Chunk = ["acTL", [0, 0, 0, 2, 0, 0, 0, 0]];
    for (const before of [[acTL, ["fcTL", frame(0)]], [acTL]] as Chunk[][]) {
      const bytes = writePng({ ...grey2x1, before, after: [["fcTL", frame(1)]] });
      expect(readPictureInfo(bytes).animated).toBe(true);
      expect([...(await decodeImage(bytes)).data]).toEqual([10, 10, 10, 255, 20, 20, 20, 255]);
    }
  });

  // A picture of two rows and three columns, its pixels numbered in reading order, and how each value shows it.
  it.each([
    [1, ["123", "456"]],
    [2, ["321", "654"]],
    [3, ["654", "321"]],
    [4, ["456", "123"]],
    [5, ["14", "25", "36"]],
    [6, ["41", "52", "63"]],
    [7, ["63", "52", "41"]],
    [8, ["36", "25", "14"]],
  ])("turns a PNG of orientation %i upright", async (orientation, rows) => {
    const parts = { width: 3, height: 2, type: 0, depth: 8, samples: [1, 2, 3, 4, 5, 6] } as const;
    const { width, data } = await decodeImage(writePng({ ...parts, before: [["eXIf", tiff(orientation)]] }));
    const shown = Array.from({ length: 6 }, (_, index) => data[4 * index]).join("");
    expect([width, shown]).toEqual([rows[0]?.length, rows.join("")]);
  });

  it("turns a WebP upright, whichever way its EXIF begins", async () => {
    const still = await fixture("plain.webp");
    for (const exif of [tiff(8), [...letters("Exif\0\0"), ...tiff(8)]]) {
      const bytes = extendWebp(still, 8, ["EXIF", exif]);
      expect(readPictureInfo(bytes)).toMatchObject({ width: 24, height: 16, orientation: 8 });
      const pixels = await decodeImage(bytes);
      expect([pixels.width, pixels.height]).toEqual([16, 24]);
      expectNear(at(pixels, 8, 21), red);
      expectNear(at(pixels, 8, 2), blue);
    }
  });

  it("says what is wrong with a WebP that is cut short or has no frame", async () => {
    const animated = await fixture("animated-full.webp");
    await expect(decodeImage(animated.subarray(0, 60))).rejects.toMatchObject({ code: "truncated" });
    const frameless = Uint8Array.from(animated);
    frameless.set(letters("XXXX"), 44);
    frameless.set(letters("XXXX"), [...String.fromCharCode(...frameless)].join("").indexOf("ANMF"));
    await expect(decodeImage(frameless)).rejects.toMatchObject({ name: "ImagingError" });
  });
});
