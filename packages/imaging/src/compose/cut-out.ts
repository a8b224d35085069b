import { checkSize } from "../pixels/masks.ts";
import { Pace } from "../pixels/pace.ts";
import type { Mask, Pixels } from "../pixels/pixels.ts";
import { beneathOf, takeLayer } from "./take-layer.ts";

/**
 * Cuts out of an image what a mask holds. At soft edges, where the image mixes the object's colors with those behind
 * it, the result has the object's alone, so that it shows no halo on another ground. Elsewhere the colors stay as
 * they are, under alpha 0 too.
 *
 * @param mask the alpha that the result gets
 * @returns a new image of the same size; neither argument is changed
 * @throws {ImagingError} `size-mismatch` when the two differ in size
 */
export async function cutOut(pixels: Pixels, mask: Mask): Promise<Pixels> {
  checkSize(pixels, mask);
  const { width, height } = pixels;
  const whole = { x: 0, y: 0, width, height };
  const cut = await takeLayer(beneathOf(pixels), sharesOf(pixels, mask), whole, new Pace());
  for (let index = 0; index < mask.data.length; index += 1) cut.data[4 * index + 3] = mask.data[index] ?? 0;
  return cut;
}

/** How much of what is visible of each pixel the mask holds. */
function sharesOf({ data }: Pixels, mask: Mask): Mask {
  const shares = new Uint8Array(mask.data.length);
  for (let index = 0; index < shares.length; index += 1) {
    const visible = data[4 * index + 3] ?? 0;
    const held = mask.data[index] ?? 0;
    shares[index] = held >= visible ? (held === 0 ? 0 : 255) : Math.round((255 * held) / visible);
  }
  return { ...mask, data: shares };
}
