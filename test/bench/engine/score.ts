import type { Mask } from "@stratify/imaging";

/** Intersection over union of what has at least half alpha; 1 for two empty masks. */
export function overlap(one: Mask, other: Mask): number {
  let [both, either] = [0, 0];
  for (let index = 0; index < one.data.length; index += 1) {
    const [a, b] = [(one.data[index] ?? 0) >= 128, (other.data[index] ?? 0) >= 128];
    if (a && b) both += 1;
    if (a || b) either += 1;
  }
  return either === 0 ? 1 : both / either;
}

/** Mean absolute difference of alpha, 0 to 1, over the pixels within 6 of where the true alpha passes one half. */
export function edgeError(mask: Mask, truth: Mask): number {
  const near = edgeBand(truth, 6);
  let [sum, count] = [0, 0];
  near.forEach((close, index) => {
    if (close === 0) return;
    sum += Math.abs((mask.data[index] ?? 0) - (truth.data[index] ?? 0)) / 255;
    count += 1;
  });
  return count === 0 ? 0 : sum / count;
}

/** 1 where a pixel is within `reach` of where alpha passes one half. */
export function edgeBand({ width, height, data }: Mask, reach: number): Uint8Array {
  const near = new Uint8Array(data.length);
  const held = (x: number, y: number) => (data[y * width + x] ?? 0) >= 128;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const edge =
        (x + 1 < width && held(x, y) !== held(x + 1, y)) || (y + 1 < height && held(x, y) !== held(x, y + 1));
      if (!edge) continue;
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      for (let row = Math.max(0, y - reach); row < Math.min(height, y + reach + 1); row += 1) {
        near.fill(1, row * width + left, row * width + right);
      }
    }
  }
  return near;
}
