import type { Pace } from "../pixels/pace.ts";
import type { Pixels } from "../pixels/pixels.ts";
import type { Template } from "./template.ts";

/** A place and how far the template's pixels are from those there. */
export interface Shift {
  readonly x: number;
  readonly y: number;
  /** Mean in levels, 0 to 255. */
  readonly difference: number;
}

/**
 * Mean difference at one place.
 *
 * @returns infinity once it is sure to be more than `enough`
 */
export function differenceAt(
  { width, data }: Pixels,
  { xs, ys, colors }: Template,
  x: number,
  y: number,
  enough = Number.POSITIVE_INFINITY,
): number {
  const limit = enough * 3 * xs.length;
  let sum = 0;
  for (let point = 0; point < xs.length; point += 1) {
    const at = 4 * ((y + (ys[point] ?? 0)) * width + x + (xs[point] ?? 0));
    sum +=
      Math.abs((data[at] ?? 0) - (colors[3 * point] ?? 0)) +
      Math.abs((data[at + 1] ?? 0) - (colors[3 * point + 1] ?? 0)) +
      Math.abs((data[at + 2] ?? 0) - (colors[3 * point + 2] ?? 0));
    if (sum > limit) return Number.POSITIVE_INFINITY;
  }
  return sum / 3 / xs.length;
}

/** The best places of the whole source, no two of them within a sixth of the template of each other and all better than `within`, best first. */
export async function bestShifts(
  source: Pixels,
  template: Template,
  count: number,
  pace: Pace,
  within = Number.POSITIVE_INFINITY,
): Promise<Shift[]> {
  const apart = Math.max(2, Math.max(template.width, template.height) / 6);
  const close = (one: Shift, x: number, y: number) =>
    Math.abs(one.x - x) <= apart && Math.abs(one.y - y) <= apart;
  let best: Shift[] = [];
  for (let y = 0; y <= source.height - template.height; y += 1) {
    for (let x = 0; x <= source.width - template.width; x += 1) {
      const worst = best.length < count ? within : (best.at(-1)?.difference ?? within);
      const difference = differenceAt(source, template, x, y, worst);
      if (difference >= worst) continue;
      if (best.some((one) => close(one, x, y) && one.difference <= difference)) continue;
      best = [...best.filter((one) => !close(one, x, y)), { x, y, difference }]
        .sort((one, other) => one.difference - other.difference)
        .slice(0, count);
    }
    if (pace.due()) await pace.rest();
  }
  return best;
}

/** The best place within so many pixels of one; the nearest that is inside when it lies outside. */
export function bestNear(source: Pixels, template: Template, x: number, y: number, reach: number): Shift {
  const [right, bottom] = [source.width - template.width, source.height - template.height];
  const inside = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(most, 0));
  let best: Shift = { x: inside(x, right), y: inside(y, bottom), difference: Number.POSITIVE_INFINITY };
  for (let row = inside(y - reach, bottom); row <= inside(y + reach, bottom); row += 1) {
    for (let column = inside(x - reach, right); column <= inside(x + reach, right); column += 1) {
      const difference = differenceAt(source, template, column, row, best.difference);
      if (difference < best.difference) best = { x: column, y: row, difference };
    }
  }
  return best;
}

/** The median difference at some 200 places: what to expect where the template is not. */
export function usualDifference(source: Pixels, template: Template): number {
  const [right, bottom] = [source.width - template.width, source.height - template.height];
  const differences: number[] = [];
  for (let row = 0; row <= 14; row += 1) {
    for (let column = 0; column <= 14; column += 1) {
      const [x, y] = [Math.round((column * right) / 14), Math.round((row * bottom) / 14)];
      differences.push(differenceAt(source, template, x, y));
    }
  }
  differences.sort((one, other) => one - other);
  return differences[differences.length >> 1] ?? 0;
}
