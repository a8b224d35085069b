import { type Kind, shows } from "./kind.ts";
import type { Versions } from "./versions.ts";

/** How far what a result shows is from what the source shows there. */
export interface Likeness {
  /** Mean difference in levels, 0 to 255. */
  readonly difference: number;
  /** The same with the source shifted by a third each way: what two places of it differ anyway. */
  readonly usual: number;
  /**
   * Share of the visible pixels that differ by at most 24 levels, beyond those that do so by chance, which the shifted
   * source tells: 0 for another picture, also where both are dark; 1 where all do.
   */
  readonly alike: number;
  /** Visible pixels that were looked at. */
  readonly visible: number;
}

/**
 * Share of an opaque result without a plain fill that has to look like the source, beyond chance, for it to be all of
 * it. Over photographs and drawn pictures, dark ones too: JPEG of quality 30 or light changed by 20 levels gives 0.95
 * and more, a half painted anew 0.24 (19 of 20) to 0.6, other pictures up to 0.12 (19 of 20).
 */
export const wholeSource = 0.2;

const small = 320;
const alikeLevels = 24;

/**
 * Compares a result with the source that it is laid over whole, both at no more than 320 pixels a side.
 *
 * @param source at any size
 */
export async function likeness(
  source: Versions,
  result: Versions,
  kind: Kind,
  signal?: AbortSignal,
): Promise<Likeness> {
  const whole = source.pixels;
  const scale = Math.min(1, small / Math.max(whole.width, whole.height));
  const [width, height] = [Math.ceil(whole.width * scale), Math.ceil(whole.height * scale)];
  const one = await source.sized(width, height, signal);
  const other = await result.sized(width, height, signal);
  const shift = 4 * (Math.floor(height / 3) * width + Math.floor(width / 3));
  let [sum, shifted, visible, alike, chance] = [0, 0, 0, 0, 0];
  for (let at = 0; at < one.data.length; at += 4) {
    if (!shows(kind, other.data, at)) continue;
    const apart = colorsApart(one.data, at, other.data, at);
    visible += 1;
    sum += apart;
    const elsewhere = colorsApart(one.data, (at + shift) % one.data.length, other.data, at);
    shifted += elsewhere;
    if (apart <= alikeLevels) alike += 1;
    if (elsewhere <= alikeLevels) chance += 1;
  }
  const mean = (total: number) => total / Math.max(1, visible);
  return {
    visible,
    difference: mean(sum),
    usual: mean(shifted),
    alike: alike === visible ? 1 : Math.max(0, alike - chance) / Math.max(1, visible - chance),
  };
}

/** Mean difference of the three channels. */
export function colorsApart(
  one: Uint8ClampedArray,
  at: number,
  other: Uint8ClampedArray,
  otherAt: number,
): number {
  const red = Math.abs((one[at] ?? 0) - (other[otherAt] ?? 0));
  const green = Math.abs((one[at + 1] ?? 0) - (other[otherAt + 1] ?? 0));
  const blue = Math.abs((one[at + 2] ?? 0) - (other[otherAt + 2] ?? 0));
  return (red + green + blue) / 3;
}
