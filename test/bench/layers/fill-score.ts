import type { Mask, Pixels } from "@stratify/imaging";

/** How far a painted background is from the clean one, inside the hole. */
export interface FillScore {
  /** Mean difference, in levels a channel, between the mean colours of blocks. */
  readonly tone: number;
  /** Mean of |ln| of the ratio of the blocks' standard deviations: 0 is as much texture, 0.69 half or twice as much. */
  readonly texture: number;
  /** Mean difference, in levels a channel, of the pixels along the hole's edge. */
  readonly rim: number;
}

/** Side of the blocks in which tone and texture are compared, in pixels. */
const block = 16;
/** Smallest share of a block that lies in the hole. */
const leastPart = 0.25;
/** Pixels from the edge that belong to the rim. */
const rimWidth = 3;

/**
 * Compares a painted background with the clean one, where the hole was.
 *
 * @param clean the background as it is without the object
 * @param filled the background as it was painted, of the same size
 * @param hole above 127 where the object was, of the same size
 * @returns zeros for an empty hole
 */
export function fillScore(clean: Pixels, filled: Pixels, hole: Mask): FillScore {
  const [tones, textures]: [number[], number[]] = [[], []];
  for (let top = 0; top < hole.height; top += block) {
    for (let left = 0; left < hole.width; left += block) {
      const inside = pixelsOf(hole, left, top);
      if (inside.length < leastPart * block * block) continue;
      const [right, wrong] = [statistics(clean, inside), statistics(filled, inside)];
      tones.push(mean(right.mean.map((value, channel) => Math.abs(value - (wrong.mean[channel] ?? 0)))));
      textures.push(Math.abs(Math.log((wrong.deviation + 1) / (right.deviation + 1))));
    }
  }
  const rim = rimOf(hole).map((at) =>
    mean([0, 1, 2].map((channel) => Math.abs(offBy(clean, filled, 4 * at + channel)))),
  );
  return { tone: mean(tones), texture: mean(textures), rim: mean(rim) };
}

function offBy(one: Pixels, other: Pixels, at: number): number {
  return (one.data[at] ?? 0) - (other.data[at] ?? 0);
}

function pixelsOf({ width, height, data }: Mask, left: number, top: number): number[] {
  const inside: number[] = [];
  for (let y = top; y < Math.min(top + block, height); y += 1) {
    for (let x = left; x < Math.min(left + block, width); x += 1) {
      if ((data[y * width + x] ?? 0) > 127) inside.push(y * width + x);
    }
  }
  return inside;
}

/** Mean colour, and standard deviation over all three channels. */
function statistics({ data }: Pixels, pixels: readonly number[]) {
  const channels = [0, 1, 2].map((channel) => {
    const values = pixels.map((at) => data[4 * at + channel] ?? 0);
    const average = mean(values);
    return { average, variance: mean(values.map((value) => (value - average) ** 2)) };
  });
  return {
    mean: channels.map(({ average }) => average),
    deviation: Math.sqrt(mean(channels.map(({ variance }) => variance))),
  };
}

/** Indices of pixels of the hole that are at most {@link rimWidth} from what is not hole. */
function rimOf({ width, height, data }: Mask): number[] {
  const isHole = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height || (data[y * width + x] ?? 0) > 127;
  const rim: number[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isHole(x, y)) continue;
      const near = [-rimWidth, 0, rimWidth];
      if (near.some((down) => near.some((across) => !isHole(x + across, y + down)))) rim.push(y * width + x);
    }
  }
  return rim;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
