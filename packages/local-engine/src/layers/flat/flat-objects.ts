import type { Mask, Pixels } from "@stratify/imaging";
import { backgroundOf } from "./background-of.ts";
import { type EvenRegions, evenRegions } from "./even-regions.ts";
import { groupRegions } from "./group-regions.ts";
import { shareEdges } from "./share-edges.ts";

/** Least share of an image that its even regions hold when it is flat graphics. */
const leastEven = 0.86;
/** Least share of the regions before the background that are of one colour, by area. */
const leastPlain = 0.85;
/** Most levels by which the pixels of a plain region are off its colour. */
const plain = 4;
/** Smallest object, as a share of the image. */
const leastShare = 0.0006;
/** More objects than this are a texture or a drawing with shading. */
const mostObjects = 60;

/**
 * The shapes of flat graphics, each of one colour, before a background of few colours or a gradient.
 *
 * @param image of up to about a megapixel
 * @returns soft masks of the image's size; `undefined` when it is no flat graphics
 */
export function flatObjects(image: Pixels): Mask[] | undefined {
  const even = evenRegions(image);
  const { regions } = even;
  const held = regions.reduce((sum, { area }) => sum + area, 0);
  if (held < leastEven * image.width * image.height) return undefined;
  const behind = backgroundOf(even, image);
  if (!isPlain(even, behind)) return undefined;
  const groups = groupRegions(even, behind).filter(
    (group) =>
      group.reduce((sum, label) => sum + (regions[label]?.area ?? 0), 0) >=
      leastShare * image.width * image.height,
  );
  if (groups.length === 0 || groups.length > mostObjects) return undefined;
  return shareEdges(image, even, groups);
}

function isPlain({ regions }: EvenRegions, behind: ReadonlySet<number>): boolean {
  let [even, all] = [0, 0];
  regions.forEach(({ area, deviation }, label) => {
    if (behind.has(label)) return;
    all += area;
    if (deviation <= plain) even += area;
  });
  return all > 0 && even >= leastPlain * all;
}
