import type { Mask } from "../pixels/pixels.ts";
import { resampleMask } from "../pixels/resample.ts";

/** Where a result lies on its source, in source pixels; its bars, where it has any, lie outside. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Scales a result's mask to where the result lies, and cuts off what lies outside the source.
 *
 * @returns a mask of the source's size, 0 where the result does not reach
 * @throws the signal's reason
 */
export async function spread(mask: Mask, area: Placement, source: Size, signal?: AbortSignal): Promise<Mask> {
  const [left, top] = [Math.round(area.x), Math.round(area.y)];
  const [width, height] = [Math.max(1, Math.round(area.width)), Math.max(1, Math.round(area.height))];
  const scaled = await resampleMask(mask, width, height, { signal });
  if (left === 0 && top === 0 && width === source.width && height === source.height) return scaled;
  const data = new Uint8Array(source.width * source.height);
  const [from, to] = [Math.max(0, left), Math.min(source.width, left + width)];
  for (let y = Math.max(0, top); y < Math.min(source.height, top + height); y += 1) {
    const row = (y - top) * width - left;
    if (to > from) data.set(scaled.data.subarray(row + from, row + to), y * source.width + from);
  }
  return { width: source.width, height: source.height, data };
}
