import type { Mask, Pixels } from "@stratify/imaging";
import { beneathOf, takeLayer } from "../../../packages/imaging/src/compose/take-layer.ts";
import { Pace } from "../../../packages/imaging/src/pixels/pace.ts";
import { edgeBand } from "./score.ts";

/** New grounds that show every halo: white, black, and a saturated colour. */
const grounds = [
  [255, 255, 255],
  [0, 0, 0],
  [230, 0, 230],
] as const;
/** How near to the true edge a pixel is to count, in pixels. */
const reach = 3;

/**
 * How much a cut-out shows of its old ground: it is laid on white, black and a saturated colour, and so is the true
 * subject; the mean difference of their colours near the true edge, from 0 to 255, the worst of the three.
 *
 * @param subject its true colours and alpha
 */
export async function haloOf(image: Pixels, mask: Mask, subject: Pixels): Promise<number> {
  const { width, height } = image;
  const layer = await takeLayer(beneathOf(image), mask, { x: 0, y: 0, width, height }, new Pace());
  const truth = {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, at) => subject.data[4 * at + 3] ?? 0),
  };
  const near = edgeBand(truth, reach);
  return Math.max(...grounds.map((ground) => difference(layer, subject, near, ground)));
}

function difference(one: Pixels, other: Pixels, near: Uint8Array, ground: readonly number[]): number {
  let [sum, count] = [0, 0];
  near.forEach((close, index) => {
    if (close === 0) return;
    for (let channel = 0; channel < 3; channel += 1) {
      const behind = ground[channel] ?? 0;
      sum += Math.abs(over(one, index, channel, behind) - over(other, index, channel, behind));
      count += 1;
    }
  });
  return sum / Math.max(1, count);
}

function over({ data }: Pixels, index: number, channel: number, behind: number): number {
  const alpha = (data[4 * index + 3] ?? 0) / 255;
  return behind + ((data[4 * index + channel] ?? 0) - behind) * alpha;
}
