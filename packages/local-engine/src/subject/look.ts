import type { Bounds, Pixels } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import { netStep, type SaliencyNet } from "../model/saliency-net.ts";
import { resized } from "../pixels/resized.ts";

/**
 * Longest side of what the net sees. It was trained at 320 x 320; less is faster and loses thin parts, more loses whole
 * subjects.
 */
const longest = 320;
/** Shortest side: below it, too little is left after the net has halved the image five times. */
const shortest = 160;

/**
 * Shows the net an image, or a part of it.
 *
 * @param box the part, in pixels of the image
 * @returns raw probabilities from 0 to 1 of that part, at the size that the net saw it: the part's aspect ratio, rounded
 * to the net's step, at most 320 pixels a side
 */
export function look(net: SaliencyNet, image: Pixels, box: Bounds = whole(image)): Promise<Plane> {
  const scale = longest / Math.max(box.width, box.height);
  return net.look(resized(image, box, side(box.width * scale), side(box.height * scale)));
}

export function whole({ width, height }: Pick<Pixels, "width" | "height">): Bounds {
  return { x: 0, y: 0, width, height };
}

function side(size: number): number {
  return Math.max(shortest, netStep * Math.round(size / netStep));
}
