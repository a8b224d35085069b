import { createHash } from "node:crypto";
import type { Image } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { decodeImage, type Pixels, readPictureInfo } from "@stratify/imaging";
import type { World } from "./world.ts";

/** Most pixels a side. */
const limit = 4096;

/** A picture of the document, as it was given: its name is the SHA-1 of its bytes. */
export class FakeImage implements Image {
  readonly hash: string;
  readonly #world: World;
  readonly #bytes: Uint8Array;
  readonly size: { readonly width: number; readonly height: number };
  #pixels: Promise<Pixels> | undefined;

  /** @throws when the bytes are those of no PNG, JPEG or GIF, or of one that is too large */
  constructor(world: World, bytes: Uint8Array) {
    this.#world = world;
    this.#bytes = bytes.slice();
    this.size = headerSize(bytes);
    if (this.size.width > limit || this.size.height > limit)
      throw new Error("in createImage: Image is too large: at most 4096 pixels a side");
    this.hash = createHash("sha1").update(bytes).digest("hex");
  }

  async getBytesAsync(): Promise<Uint8Array> {
    this.#world.enter("getBytesAsync");
    return this.#bytes.slice();
  }

  async getSizeAsync(): Promise<{ width: number; height: number }> {
    this.#world.enter("getSizeAsync");
    return { ...this.size };
  }

  /** What is drawn of it. No codec here reads GIF, nor CMYK: these are drawn in plain grey. */
  pixels(): Promise<Pixels> {
    const unread = isGif(this.#bytes) || readPictureInfo(this.#bytes).color === "cmyk";
    this.#pixels ??= unread ? Promise.resolve(plainGrey(this.size)) : decodeImage(this.#bytes);
    return this.#pixels;
  }
}

function headerSize(bytes: Uint8Array): { width: number; height: number } {
  if (!(bytes instanceof Uint8Array)) throw new Error("in createImage: expected a Uint8Array");
  if (isGif(bytes)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  try {
    const info = readPictureInfo(bytes);
    if (info.format === "webp") throw new Error("WebP");
    return { width: info.width, height: info.height };
  } catch {
    throw new Error("in createImage: Image type is unsupported");
  }
}

function isGif(bytes: Uint8Array): boolean {
  return bytes.length >= 10 && String.fromCharCode(...bytes.subarray(0, 4)) === "GIF8";
}

function plainGrey({ width, height }: { width: number; height: number }): Pixels {
  const data = new Uint8ClampedArray(4 * width * height).fill(128);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return { width, height, data };
}
