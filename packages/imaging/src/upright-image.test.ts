import { beforeEach, expect, it } from "vitest";
import { setCodecs } from "./codecs.ts";
import { readProfile } from "./color-profile.ts";
import { decodeImage } from "./decode-image.ts";
import { encodePng } from "./encode-png.ts";
import { loadWasm } from "./node.ts";
import { readPictureInfo } from "./picture.ts";
import { pngChunk } from "./png-chunk.ts";
import { isUpright, uprightImage } from "./upright-image.ts";

beforeEach(() => setCodecs(loadWasm));

/** Two rows of three pixels, all different. */
const pixels = {
  width: 3,
  height: 2,
  data: Uint8ClampedArray.from({ length: 24 }, (_, at) => (at % 4 === 3 ? 255 : at * 10)),
};
const gamma = pngChunk("gAMA", Uint8Array.of(0, 0, 0xb1, 0x8f));

/** A PNG with an eXIf chunk that holds the orientation tag alone. */
async function tagged(orientation: number): Promise<Uint8Array> {
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  const plain = await encodePng(pixels);
  const parts = [
    plain.subarray(0, 33),
    gamma,
    pngChunk("eXIf", Uint8Array.from([...tiff, 0, 0, 0, 0])),
    plain.subarray(33),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

it("leaves an upright file as it is, byte by byte", async () => {
  const bytes = await tagged(1);
  expect(isUpright(bytes)).toBe(true);
  expect(await uprightImage(bytes)).toBe(bytes);
});

it.each([2, 3, 4, 5, 6, 7, 8])(
  "stores what orientation %i shows, without the tag and with its colors",
  async (tag) => {
    const bytes = await tagged(tag);
    expect(isUpright(bytes)).toBe(false);
    const upright = await uprightImage(bytes);
    const { format, orientation, width, height } = readPictureInfo(upright);
    const size = tag < 5 ? { width: 3, height: 2 } : { width: 2, height: 3 };
    expect({ format, orientation, width, height }).toEqual({ format: "png", orientation: 1, ...size });
    expect(await decodeImage(upright)).toEqual(await decodeImage(bytes));
    expect((await readProfile(upright))?.pngChunks).toEqual(gamma);
  },
);

it("takes files of other formats, which it can't turn, for upright", async () => {
  const gif = new TextEncoder().encode("GIF89a rest");
  expect(isUpright(gif)).toBe(true);
  expect(await uprightImage(gif)).toBe(gif);
});
