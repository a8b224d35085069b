import type { Mask, Pixels } from "@stratify/imaging";
import { fill, grown } from "../background/fill.ts";
import type { Progress } from "../pixels/progress.ts";
import type { Tools } from "../pixels/tools.ts";
import { look } from "./look.ts";
import { partObjects } from "./parting/part-objects.ts";
import { pieces } from "./pieces.ts";

/** Most looks of the net. */
const mostLooks = 4;
/** Highest probability, 0 to 1, below which nothing stands out. */
const leastHighest = 0.7;
/** Smallest object, as a share of the image. */
const leastShare = 0.002;
/** A piece of which more than this lies in painted area shows what was painted, not what is there. */
const mostPainted = 0.5;

/**
 * Takes off what stands out, paints over it, and looks again, until nothing stands out.
 *
 * @param image of some hundred pixels a side
 * @returns one mask an object, 255 or 0 a pixel, that do not overlap
 */
export async function peel(tools: Tools, image: Pixels, progress: Progress): Promise<Mask[]> {
  const { width, height } = image;
  const taken = new Uint8Array(width * height);
  const found: Mask[] = [];
  let left = image;
  for (let round = 0; round < mostLooks; round += 1) {
    const { mask, highest } = await look(tools, left);
    progress("finding", (round + 1) / mostLooks);
    if (highest < leastHighest) break;
    const inside = { width, height, data: mask.data.map((value) => (value > 127 ? 255 : 0)) };
    const fresh = pieces(tools.cv, inside, leastShare * width * height).filter(
      (piece) => shareIn(piece, taken) <= mostPainted,
    );
    if (fresh.length === 0) break;
    for (const piece of fresh) {
      const data = piece.data.map((value, at) => (taken[at] === 0 ? value : 0));
      found.push(...partObjects(tools.cv, image, { width, height, data }));
    }
    for (const { data } of fresh)
      data.forEach((value, at) => {
        if (value > 0) taken[at] = 255;
      });
    if (!taken.includes(0)) break;
    left = fill(tools.cv, image, grown(tools.cv, { width, height, data: taken }));
  }
  return found;
}

function shareIn({ data }: Mask, taken: Uint8Array): number {
  let [count, inside] = [0, 0];
  for (let at = 0; at < data.length; at += 1) {
    if (data[at] === 0) continue;
    count += 1;
    if ((taken[at] ?? 0) > 0) inside += 1;
  }
  return inside / Math.max(1, count);
}
