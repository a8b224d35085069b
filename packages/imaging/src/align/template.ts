import type { Pixels } from "../pixels/pixels.ts";
import { type Kind, shows } from "./kind.ts";

/** Some of the visible pixels of a picture that is looked for in another. */
export interface Template {
  readonly width: number;
  readonly height: number;
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  /** Three bytes a point. */
  readonly colors: Uint8Array;
}

const most = 400;
const least = 16;
/** Pixels that are looked at, in a grid, to choose the points from. */
const enough = 40_000;

/** @returns up to 400 visible pixels, spread evenly; `undefined` for fewer than 16, which would be found anywhere */
export function templateOf({ width, height, data }: Pixels, kind: Kind): Template | undefined {
  const visible: number[] = [];
  const step = Math.ceil(Math.sqrt((width * height) / enough));
  for (let y = 0; y < height; y += step) {
    for (let at = y * width; at < (y + 1) * width; at += step)
      if (shows(kind, data, 4 * at)) visible.push(at);
  }
  if (visible.length < least) return undefined;
  const count = Math.min(most, visible.length);
  const places = Int32Array.from({ length: count }, (_, index) => {
    return visible[Math.floor(((index + 0.5) * visible.length) / count)] ?? 0;
  });
  return {
    width,
    height,
    xs: places.map((at) => at % width),
    ys: places.map((at) => Math.floor(at / width)),
    colors: Uint8Array.from({ length: 3 * count }, (_, index) => {
      return data[4 * (places[Math.floor(index / 3)] ?? 0) + (index % 3)] ?? 0;
    }),
  };
}
