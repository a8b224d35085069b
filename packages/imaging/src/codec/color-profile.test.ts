import { readFile } from "node:fs/promises";
import { deflateSync, inflateSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { type Chunk, chunkBytes, writePng } from "../../../../test/support/png-writer.ts";
import { loadWasm } from "../node.ts";
import { setCodecs } from "./codecs.ts";
import { readProfile } from "./color-profile.ts";
import { decodeImage } from "./decode-image.ts";
import { encodePng } from "./encode-png.ts";
import { pngChunks } from "./headers/png-header.ts";

beforeAll(() => setCodecs(loadWasm));

const fixture = async (name: string) =>
  Uint8Array.from(await readFile(new URL(`../../../../test/fixtures/pictures/${name}`, import.meta.url)));

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** As much of an ICC profile as is looked at, and a tail by which it is known again. */
const icc = (space: string) =>
  Uint8Array.from([
    ...new Array(16).fill(0),
    ...letters(space),
    ...Array.from({ length: 500 }, (_, i) => i % 251),
  ]);

/** Puts a profile into a JPEG in as many segments as asked for, the last first. */
function profiledJpeg(jpeg: Uint8Array, profile: Uint8Array, parts: number): Uint8Array {
  const size = Math.ceil(profile.length / parts);
  const segments = Array.from({ length: parts }, (_, index) => {
    const data = [
      ...letters("ICC_PROFILE\0"),
      index + 1,
      parts,
      ...profile.subarray(index * size, (index + 1) * size),
    ];
    return [0xff, 0xe2, (data.length + 2) >> 8, (data.length + 2) & 255, ...data];
  });
  return Uint8Array.from([0xff, 0xd8, ...segments.reverse().flat(), ...jpeg.subarray(2)]);
}

const chunksOf = (png: Uint8Array) => [...pngChunks(png)].map(({ name, data }) => [name, [...data]] as const);

function iccOf(png: Uint8Array): number[] {
  const chunk = [...pngChunks(png)].find(({ name }) => name === "iCCP");
  return chunk ? [...inflateSync(chunk.data.subarray(chunk.data.indexOf(0) + 2))] : [];
}

const pixels = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 4]) };
const rgb = { width: 1, height: 1, type: 2, depth: 8, samples: [9, 8, 7] } as const;

describe("readProfile", () => {
  it("carries what a PNG says of its colours over, byte for byte, and nothing else", async () => {
    const colors: Chunk[] = [
      ["gAMA", [0, 1, 0x86, 0xa0]],
      ["cHRM", new Array(32).fill(1)],
      ["iCCP", [97, 0, 0, ...deflateSync(icc("RGB "))]],
    ];
    const before: Chunk[] = [["tEXt", letters("Comment\0x")], ...colors];
    const profile = await readProfile(writePng({ ...rgb, before }));
    expect([...(profile?.pngChunks ?? [])]).toEqual(colors.flatMap(chunkBytes));
    const png = await encodePng(pixels, { profile });
    expect(chunksOf(png).slice(1, 4)).toEqual(colors);
    expect(await decodeImage(png)).toEqual(pixels);
  });

  it.each([1, 3])("puts a JPEG's profile together from %i parts", async (parts) => {
    const jpeg = profiledJpeg(await fixture("plain.jpg"), icc("RGB "), parts);
    const png = await encodePng(pixels, { profile: await readProfile(jpeg) });
    expect(iccOf(png)).toEqual([...icc("RGB ")]);
    expect(await decodeImage(png)).toEqual(pixels);
  });

  it("leaves the numbers as they are", async () => {
    const plain = await fixture("plain.jpg");
    expect(await decodeImage(profiledJpeg(plain, icc("RGB "), 2))).toEqual(await decodeImage(plain));
  });

  it("leaves out what does not fit RGB pixels", async () => {
    const plain = await fixture("plain.jpg");
    expect(await readProfile(profiledJpeg(plain, icc("GRAY"), 1))).toBeUndefined();
    const grey = { width: 1, height: 1, type: 0, depth: 8, samples: [9] } as const;
    expect(await readProfile(writePng({ ...grey, before: [["iCCP", [97, 0, 0, 1]]] }))).toBeUndefined();
  });

  it("leaves out a JPEG's profile of which a part is missing", async () => {
    const jpeg = profiledJpeg(await fixture("plain.jpg"), icc("RGB "), 3);
    const second = jpeg.findIndex((byte, at) => at > 30 && byte === 0xff && jpeg[at + 1] === 0xe2);
    expect(second).toBeGreaterThan(0);
    jpeg[second + 1] = 0xe3;
    expect(await readProfile(jpeg)).toBeUndefined();
  });

  it("leaves out a damaged profile, which harms no pixel", async () => {
    const bytes = writePng({ ...rgb, before: [["iCCP", [97, 0, 0, 1, 2, 3]]] });
    expect(await readProfile(bytes)).toBeUndefined();
    expect([...(await decodeImage(bytes)).data]).toEqual([9, 8, 7, 255]);
  });

  it("finds none where there is none", async () => {
    for (const name of ["plain.jpg", "plain.webp", "deep-interlaced.png"]) {
      expect(await readProfile(await fixture(name))).toBeUndefined();
    }
  });
});
