import type { LabImage } from "../pixels/lab.ts";
import { samples } from "../pixels/resample.ts";
import type { Superpixels } from "./superpixels.ts";

/**
 * How sharp each patch is, 0 to 1, where the middle of the picture is in focus and its border is not; zero everywhere
 * else. A photographer who blurs the background says what the subject is, and colours can't: a cat's face that fills
 * the picture has no colour that differs from the border's.
 *
 * @param image the picture at a size at which blur still shows
 * @param patches of a smaller version of it, `width` x `height` pixels
 */
export function focus(image: LabImage, patches: Superpixels, width: number, height: number): Float32Array {
  const sharpness = spread(detail(image, patches, width, height), patches.neighbours);
  const middle: number[] = [];
  const border: number[] = [];
  patches.patches.forEach((patch, index) => {
    const value = sharpness[index] ?? 0;
    if (patch.border > 0) border.push(value);
    if (Math.hypot(patch.x / width - 0.5, patch.y / height - 0.5) < 0.3) middle.push(value);
  });
  const inFocus = quantile(middle, 0.5);
  const weight = inFocus > 0 ? Math.max(0, 1 - quantile(border, 0.5) / inFocus) : 0;
  const sharp = Math.max(quantile([...sharpness], 0.8), Number.MIN_VALUE);
  return sharpness.map((value) => weight * Math.min(1, value / sharp));
}

/** Median of the lightness's |Laplacian| over each patch: texture counts, a single hard edge does not. */
function detail(
  image: LabImage,
  { labels, patches }: Superpixels,
  width: number,
  height: number,
): Float32Array {
  const values = patches.map((): number[] => []);
  const columns = samples(image.width, width);
  const rows = samples(image.height, height);
  const lightness = (x: number, y: number) => image.data[3 * (y * image.width + x)] ?? 0;
  for (let y = 1; y < image.height - 1; y += 1) {
    for (let x = 1; x < image.width - 1; x += 1) {
      const around = lightness(x - 1, y) + lightness(x + 1, y) + lightness(x, y - 1) + lightness(x, y + 1);
      const patch = labels[(rows[y]?.first ?? 0) * width + (columns[x]?.first ?? 0)] ?? 0;
      values[patch]?.push(Math.abs(4 * lightness(x, y) - around));
    }
  }
  return Float32Array.from(values, (own) => quantile(own, 0.5));
}

/** Evens out over neighbours: a smooth cheek between sharp whiskers is in focus too. */
function spread(values: Float32Array, neighbours: Superpixels["neighbours"]): Float32Array {
  let result = values;
  for (let round = 0; round < 3; round += 1) {
    const before = result;
    result = before.map((value, index) => {
      const near = [...(neighbours[index] ?? [])];
      return near.reduce((sum, other) => sum + (before[other] ?? 0), value) / (near.length + 1);
    });
  }
  return result;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}
