import type { Mask } from "@stratify/imaging";

/** Orders objects by depth, the frontmost first: what stands lower in an image is nearer to the camera. */
export function frontToBack(objects: readonly Mask[]): Mask[] {
  return objects
    .map((mask) => ({ mask, lowest: Math.floor(mask.data.lastIndexOf(255) / mask.width) }))
    .sort((one, other) => other.lowest - one.lowest)
    .map(({ mask }) => mask);
}
