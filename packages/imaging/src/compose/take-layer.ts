import type { Bounds } from "../pixels/bounds.ts";
import type { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { cropPixels } from "../pixels/trim.ts";
import { edgeColors } from "./edge-colors.ts";
import { takeShares } from "./shares.ts";

/** A picture from which layers are taken one by one, topmost first. It is changed by each. */
export interface Beneath {
  /** What is left. Alpha is 0 where nothing is; the colour there is the source's still. */
  readonly pixels: Pixels;
  /** How much of each pixel has been taken. */
  readonly taken: Mask;
}

/** Begins with a copy of the source, of which nothing is taken yet. */
export function beneathOf({ width, height, data }: Pixels): Beneath {
  return {
    pixels: { width, height, data: data.slice() },
    taken: { width, height, data: new Uint8Array(width * height) },
  };
}

/**
 * Takes a layer off the top. Pixels that are wholly the layer's keep the source's colour. At a soft edge the source
 * is a mixture, `share x layer + (1 - share) x behind`; it is parted so that the sum stays exact and both parts come
 * as near as they can to the colours around them. Neither has a halo of the other then.
 *
 * @param beneath is left without the layer
 * @param mask of the layer, cut to `bounds`
 * @param pace between rows
 * @returns the layer's pixels within the bounds
 */
export async function takeLayer(beneath: Beneath, mask: Mask, bounds: Bounds, pace: Pace): Promise<Pixels> {
  const { pixels } = beneath;
  const shares = takeShares(mask, bounds, beneath.taken);
  await pace.step();
  const layer = cropPixels(pixels, bounds);
  const colors = await edgeColors(pixels, shares, bounds, pace);
  const [inside, behind] = [new Float32Array(4), new Float32Array(4)];
  for (let row = 0; row < bounds.height; row += 1) {
    if (pace.due()) await pace.rest();
    for (let column = 0; column < bounds.width; column += 1) {
      const index = row * bounds.width + column;
      const share = shares.data[index] ?? 0;
      const here = 4 * index;
      if (share === 0) {
        layer.data[here + 3] = 0;
        continue;
      }
      const there = 4 * ((bounds.y + row) * pixels.width + bounds.x + column);
      if (share === 255) {
        pixels.data[there + 3] = 0;
        continue;
      }
      const whole = pixels.data[there + 3] ?? 0;
      if (whole === 0) continue;
      const alpha = Math.max(1, Math.round((share * whole) / 255));
      layer.data[here + 3] = alpha;
      if (whole < 255) pixels.data[there + 3] = (255 * (whole - alpha)) / (255 - alpha);
      colors?.at(bounds.x + column, bounds.y + row, inside, behind);
      part(pixels.data, there, layer.data, here, share / 255, inside, behind);
    }
  }
  return layer;
}

/** Parts one mixed pixel. Arrays of clamped bytes round. */
function part(
  pixels: Uint8ClampedArray,
  there: number,
  layer: Uint8ClampedArray,
  here: number,
  share: number,
  inside: Float32Array,
  behind: Float32Array,
): void {
  const rest = 1 - share;
  const certainty = share * share + rest * rest;
  for (let channel = 0; channel < 3; channel += 1) {
    const mixed = pixels[there + channel] ?? 0;
    // Without a colour to go by on one side, the mixture itself is the best guess for it.
    const front = inside[3] ? (inside[channel] ?? 0) : mixed;
    const back = behind[3] ? (behind[channel] ?? 0) : mixed;
    layer[here + channel] = front + (share * (mixed - share * front - rest * back)) / certainty;
    const left = (mixed - share * (layer[here + channel] ?? 0)) / rest;
    pixels[there + channel] = left;
    // Where what is behind would be darker than black or lighter than white, the layer gives way.
    if (left < 0) layer[here + channel] = mixed / share;
    else if (left > 255) layer[here + channel] = (mixed - rest * 255) / share;
  }
}
