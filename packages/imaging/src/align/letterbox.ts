import type { Pixels } from "../pixels/pixels.ts";
import { cropPixels } from "../pixels/trim.ts";
import { type Color, distance, fillNoise } from "./kind.ts";
import type { Placement } from "./placement.ts";

/** A result without its bars. */
export interface Unboxed {
  readonly picture: Pixels;
  /** Where the result with its bars lies. */
  readonly area: Placement;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whether one size is the other scaled, each side rounded by at most one pixel. */
export function sameShape(one: Size, other: Size): boolean {
  const least = Math.max((one.width - 1) / other.width, (one.height - 1) / other.height);
  const most = Math.min((one.width + 1) / other.width, (one.height + 1) / other.height);
  return least <= most;
}

/**
 * The ways in which a result of another shape can be the whole source with bars on two opposite sides, or on one:
 * in the middle first. Bars are of one colour each, or transparent.
 *
 * @returns empty when no such bars are there
 */
export function unbox(source: Size, result: Pixels): Unboxed[] {
  const wide = result.width * source.height > result.height * source.width;
  const scale = wide ? source.height / result.height : source.width / result.width;
  const long = wide ? result.width : result.height;
  const inner = Math.round((wide ? source.width : source.height) / scale);
  if (inner < 1 || inner >= long) return [];
  const places = [
    ...new Set([Math.floor((long - inner) / 2), Math.ceil((long - inner) / 2), 0, long - inner]),
  ];
  return places
    .filter((from) => isBar(result, wide, 0, from) && isBar(result, wide, from + inner, long))
    .map((from) => ({
      picture: wide
        ? cropPixels(result, { x: from, y: 0, width: inner, height: result.height })
        : cropPixels(result, { x: 0, y: from, width: result.width, height: inner }),
      area: wide
        ? { x: -from * scale, y: 0, width: long * scale, height: source.height }
        : { x: 0, y: -from * scale, width: source.width, height: long * scale },
    }));
}

/** Whether columns (or rows) are transparent, or of one colour but for one pixel in fifty beside the picture. */
function isBar({ width, height, data }: Pixels, columns: boolean, from: number, to: number): boolean {
  const across = columns ? height : width;
  const place = (along: number, side: number) => 4 * (columns ? side * width + along : along * width + side);
  let first: Color | undefined;
  let [different, clear] = [0, 0];
  for (let along = from; along < to; along += 1) {
    for (let side = 0; side < across; side += 1) {
      const at = place(along, side);
      if ((data[at + 3] ?? 0) <= 8) {
        clear += 1;
        continue;
      }
      first ??= [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      if (distance(data, at, first) > fillNoise) different += 1;
    }
  }
  const all = (to - from) * across;
  const colored = all - clear;
  return Math.min(different + clear, colored) <= all / 50;
}
