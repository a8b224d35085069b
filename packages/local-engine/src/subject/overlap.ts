import type { Mask } from "@stratify/imaging";

/** Share of what either mask holds that both hold; a pixel is held from half of it on. 1 for two empty ones. */
export function overlap(one: Mask, other: Mask): number {
  let [both, either] = [0, 0];
  for (let index = 0; index < one.data.length; index += 1) {
    const [a, b] = [(one.data[index] ?? 0) >= 128, (other.data[index] ?? 0) >= 128];
    if (a && b) both += 1;
    if (a || b) either += 1;
  }
  return either === 0 ? 1 : both / either;
}
