import { type ImageFormat, mediaTypes } from "../contract/image.ts";

const extensions: Readonly<Record<ImageFormat, string>> = {
  png: "png",
  jpeg: "jpg",
  webp: "webp",
  gif: "gif",
  bmp: "bmp",
  tiff: "tif",
  avif: "avif",
  heic: "heic",
};

/** An image's bytes as services want them uploaded: typed, under a plain name whose ending fits the bytes. */
export function imagePart(image: { readonly bytes: Uint8Array; readonly format: ImageFormat }): File {
  const type = mediaTypes[image.format];
  return new File([image.bytes as BlobPart], `image.${extensions[image.format]}`, { type });
}
