import type { Mask, Pixels } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import { toLab } from "../pixels/lab.ts";
import { scalePlane } from "../pixels/planes.ts";
import type { Progress } from "../pixels/progress.ts";
import type { Tools } from "../pixels/tools.ts";
import { classical, leastPiece } from "./classical.ts";
import { clean } from "./clean.ts";
import { openHoles } from "./holes.ts";
import { look } from "./look.ts";
import { seeded } from "./seeded.ts";

/** Where something stands out, the net is this sure of some pixel, and gives at least this share of the image to it. */
const leastSure = 0.9;
const leastArea = 0.003;

/**
 * What stands out in an image that shows more than a graphic: the net finds it, colours draw its outline.
 *
 * @param small the image at working size, brightened when it is dark
 * @returns 255 or 0 a pixel of the working size; empty when nothing stands out
 */
export async function prominent({ cv, net }: Tools, small: Pixels, progress: Progress): Promise<Mask> {
  const { width, height } = small;
  const seen = scalePlane(await look(await net(), small), width, height);
  progress("cutting", 0.7);
  if (!isSure(seen)) {
    const found = classical(cv, small, (fraction) => progress("cutting", 0.7 + 0.3 * fraction));
    return found?.mask ?? { width, height, data: new Uint8Array(width * height) };
  }
  const mask = seeded(cv, small, seen);
  return clean(cv, openHoles(cv, toLab(small), mask, seen), leastPiece);
}

function isSure({ data }: Plane): boolean {
  let [most, held] = [0, 0];
  for (const value of data) {
    if (value > most) most = value;
    if (value >= 0.5) held += 1;
  }
  return most >= leastSure && held >= leastArea * data.length;
}
