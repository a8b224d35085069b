import { viewOf } from "../codec/headers/header.ts";

/** Header, and the empty section of colour modes: Adobe Photoshop File Formats Specification, "File Header Section". */
const beforeResources = 30;
/** ICC Profile; the number of the image resource, "Image Resource IDs" there. */
const profileId = 1039;

/**
 * Writes a colour profile into a PSD or PSB, for which ag-psd has no option: one more block at the head of the image
 * resources, whose length grows by it.
 *
 * @param psd as ag-psd writes it, RGB
 * @returns a copy
 */
export function withPsdProfile(psd: Uint8Array, icc: Uint8Array): Uint8Array {
  const block = resourceBlock(icc);
  const tagged = new Uint8Array(psd.length + block.length);
  tagged.set(psd.subarray(0, beforeResources));
  const length = viewOf(psd).getUint32(beforeResources);
  viewOf(tagged).setUint32(beforeResources, length + block.length);
  tagged.set(block, beforeResources + 4);
  tagged.set(psd.subarray(beforeResources + 4), beforeResources + 4 + block.length);
  return tagged;
}

/** Signature, number, an empty name of two bytes, length, data; padded to an even length. */
function resourceBlock(data: Uint8Array): Uint8Array {
  const block = new Uint8Array(12 + data.length + (data.length % 2));
  const view = viewOf(block);
  block.set(new TextEncoder().encode("8BIM"));
  view.setUint16(4, profileId);
  view.setUint32(8, data.length);
  block.set(data, 12);
  return block;
}
