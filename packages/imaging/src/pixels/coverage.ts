import type { Mask } from "./pixels.ts";

/**
 * How much of a picture a mask holds, so that a host can say that nothing was found: an empty mask is a result too.
 *
 * @returns 0 for nothing to 1 for all of it; a half transparent pixel counts half
 */
export function coverage({ data }: Mask): number {
  let sum = 0;
  for (const value of data) sum += value;
  return data.length === 0 ? 0 : sum / (255 * data.length);
}
