import type { Bounds, Mask, Pixels } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import { toLab } from "../pixels/lab.ts";
import type { OpenCv } from "../pixels/open-cv.ts";
import { scalePlane } from "../pixels/planes.ts";
import type { Progress } from "../pixels/progress.ts";
import { resized } from "../pixels/resized.ts";
import type { Tools } from "../pixels/tools.ts";
import { brightened } from "./brightened.ts";
import { classical, leastPiece } from "./classical.ts";
import { clean } from "./clean.ts";
import { both, smallPart } from "./closer.ts";
import { closeEnclosed } from "./enclosed.ts";
import { openHoles } from "./holes.ts";
import { look } from "./look.ts";
import { regrown } from "./regrown.ts";
import type { Rough } from "./rough.ts";
import { seeded } from "./seeded.ts";

/** Where something stands out, the net is this sure of some pixel, and gives at least this share of the image to it. */
const leastSure = 0.9;
/** Where it is less sure than this of all pixels, nothing stands out: textures and gradients stay far below. */
const leastPossible = 0.3;
const leastArea = 0.003;
/** What covers more of the image than this is the ground: a texture that the net takes for one thing. */
const mostArea = 0.97;
/** The share that is enough where the net has looked closer. */
const leastAreaClose = 0.0005;
/** A subject that its colours made larger by this was seen in part only, and its part is not worth a closer look. */
const leastGrowth = 1.2;

/**
 * What stands out in an image that shows more than a graphic: the net finds it, colours draw its outline. Where the net
 * is not sure, colours find it too.
 *
 * @param image the image at its full size
 * @param small the same at working size
 */
export async function prominent(
  { cv, net }: Tools,
  image: Pixels,
  small: Pixels,
  progress: Progress,
): Promise<Rough> {
  const bright = brightened(small);
  const opened = await net();
  const seen = scalePlane(await look(opened, bright), small.width, small.height);
  progress("cutting", 0.7);
  const most = mostOf(seen);
  if (most < leastPossible) return { small, mask: empty(small) };
  if (most < leastSure) {
    const found = classical(cv, bright, (fraction) => progress("cutting", 0.7 + 0.3 * fraction));
    return { small, mask: found?.mask ?? empty(small) };
  }
  const first = outlined(cv, bright, seen);
  const mask = regrown(cv, bright, first, seen);
  const area = areaOf(mask);
  const part = area < leastGrowth * areaOf(first) ? smallPart(image, seen) : undefined;
  if (part) {
    const scaled = brightened(part.image);
    const close = both(part.seen, await look(opened, scaled, part.bounds));
    const { x, y, width, height } = part.bounds;
    const near = outlined(cv, resized(scaled, { x, y, width, height }, width, height), close);
    const whole = placed(near, part.bounds, part.image);
    return { small: part.image, mask: areaOf(whole) < leastAreaClose ? empty(whole) : whole };
  }
  return { small, mask: area < leastArea || area > mostArea ? empty(small) : mask };
}

/** What the net found, with its outline where the colours change, its holes open, and its gaps closed. */
function outlined(cv: OpenCv, image: Pixels, seen: Plane): Mask {
  const lab = toLab(image);
  const cut = openHoles(cv, lab, seeded(cv, image, seen), seen);
  return closeEnclosed(cv, lab, clean(cv, cut, leastPiece));
}

function empty({ width, height }: Pick<Mask, "width" | "height">): Mask {
  return { width, height, data: new Uint8Array(width * height) };
}

/** The mask of a part in an otherwise empty one of the whole. */
function placed(mask: Mask, { x, y }: Bounds, { width, height }: Pixels): Mask {
  const whole = empty({ width, height });
  for (let row = 0; row < mask.height; row += 1) {
    const from = row * mask.width;
    whole.data.set(mask.data.subarray(from, from + mask.width), (y + row) * width + x);
  }
  return whole;
}

function areaOf({ data }: Mask): number {
  let held = 0;
  for (const value of data) if (value > 0) held += 1;
  return held / data.length;
}

function mostOf({ data }: Plane): number {
  let most = 0;
  for (const value of data) if (value > most) most = value;
  return most;
}
