import { expect, it } from "vitest";
import { imageFromBytes } from "../client/image.ts";
import { imagePart } from "./image-part.ts";

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

it("types and names a picture by its bytes", async () => {
  const image = imageFromBytes(png, "Grandma's secret.jpeg");
  if (image.kind !== "bytes") throw new Error("bytes are bytes");
  const part = imagePart(image);
  expect([part.name, part.type]).toEqual(["image.png", "image/png"]);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(png);
});

it("copies a picture once for all of its jobs, and anew for another picture in the same bytes", () => {
  const image = { bytes: png, format: "png" } as const;
  expect(imagePart(image)).toBe(imagePart(image));
  expect(imagePart({ ...image })).not.toBe(imagePart(image));
});
