import type { Mask } from "@stratify/imaging";

/** What two masks of 255 and 0 share, as a share of what either holds; 1 for two empty ones. */
export function overlap(one: Mask, other: Mask): number {
  let [both, either] = [0, 0];
  for (let index = 0; index < one.data.length; index += 1) {
    const [a, b] = [one.data[index] === 255, other.data[index] === 255];
    if (a && b) both += 1;
    if (a || b) either += 1;
  }
  return either === 0 ? 1 : both / either;
}
