import type { Bounds } from "../pixels/bounds.ts";
import type { Mask } from "../pixels/pixels.ts";

/** Two masks that meet are off by this much in all where each was rounded by itself. */
const rounding = 2;

/**
 * How much a layer takes of what the layers above have left of each pixel. Masks count as coverage: where one layer
 * holds 100 of 255 and the one below it the other 155, the lower one takes all that is left, so that no seam of the
 * remainder shows between them; where the layers above hold everything, it takes nothing.
 *
 * @param mask of the layer, cut to `bounds`
 * @param taken of each pixel of the picture, by the layers above; this layer's part is added
 * @returns the share, 0 to 255, of each pixel within the bounds
 */
export function takeShares(mask: Mask, bounds: Bounds, taken: Mask): Mask {
  const data = new Uint8Array(mask.data.length);
  for (let row = 0; row < bounds.height; row += 1) {
    const start = row * bounds.width;
    const shift = (bounds.y + row) * taken.width + bounds.x - start;
    for (let at = start; at < start + bounds.width; at += 1) {
      const wanted = mask.data[at] ?? 0;
      if (wanted === 0) continue;
      const above = taken.data[at + shift] ?? 0;
      if (above === 0) {
        data[at] = wanted;
        taken.data[at + shift] = wanted;
        continue;
      }
      const left = 255 - above;
      if (left === 0) continue;
      if (wanted >= left - rounding) {
        data[at] = 255;
        taken.data[at + shift] = 255;
      } else {
        data[at] = Math.round((255 * wanted) / left);
        taken.data[at + shift] = above + wanted;
      }
    }
  }
  return { width: mask.width, height: mask.height, data };
}
