import { type ImageFile, type ImageFormat, mediaTypes } from "../contract/image.ts";

/** A plain name whose ending fits the bytes: the user's own is nobody's business. */
export function imageName(format: ImageFormat): string {
  return `image.${format}`;
}

/** Making a file copies all bytes, and one picture goes to as many jobs as there are keywords. */
const parts = new WeakMap<object, File>();

/** An image's bytes as services want them uploaded: typed, under a plain name whose ending fits the bytes. */
export function imagePart(image: ImageFile): File {
  const type = mediaTypes[image.format];
  const part = parts.get(image) ?? new File([image.bytes as BlobPart], imageName(image.format), { type });
  parts.set(image, part);
  return part;
}
