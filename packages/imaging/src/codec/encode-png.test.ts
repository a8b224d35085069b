import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { loadWasm } from "../node.ts";
import type { Pixels } from "../pixels/pixels.ts";
import { setCodecs } from "./codecs.ts";
import { decodeImage } from "./decode-image.ts";
import { encodePng } from "./encode-png.ts";

beforeAll(() => setCodecs(loadWasm));

const anyPixels: fc.Arbitrary<Pixels> = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([width, height]) =>
    fc
      .array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.constantFrom(0, 0, 1, 127, 254, 255)), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map((colors) => ({ width, height, data: Uint8ClampedArray.from(colors.flat()) })),
  );

it("changes no pixel of any picture, colours under alpha 0 included, and not its argument", async () => {
  await fc.assert(
    fc.asyncProperty(anyPixels, async (pixels) => {
      const before = pixels.data.slice();
      expect(await decodeImage(await encodePng(pixels))).toEqual({ ...pixels, data: before });
      expect(pixels.data).toEqual(before);
    }),
    { numRuns: 200 },
  );
});
