import type { Pixels } from "../pixels/pixels.ts";
import type { Placement } from "./placement.ts";
import type { Template } from "./template.ts";

/** Where a template lies on a source, in pixels of the full source, and how far it is from what is there. */
export interface Fit {
  readonly area: Placement;
  /** Mean in levels, 0 to 255. */
  readonly difference: number;
}

/** How far a fit may move, at first and until it rests. */
export interface Slack {
  /** Pixels of the source version that is looked at. */
  readonly pixels: number;
  /** Share of the size; 0 for a size that is known. */
  readonly size: number;
  /** Share by which width and height may differ from the result's shape, whose sides were rounded. */
  readonly shape: number;
}

/** Moves of the middle, of the size and of one side, each in units of the step. */
const moves = [
  [1, 0, 0, 0],
  [-1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, -1, 0, 0],
  [0, 0, 1, 1],
  [0, 0, -1, -1],
  [0, 0, 1, 0],
  [0, 0, -1, 0],
  [0, 0, 0, 1],
  [0, 0, 0, -1],
] as const;
/** Part of a pixel below which moving tells nothing more. */
const finest = 0.06;

/**
 * Moves and stretches a template to where it agrees best with the source near by, also between pixels, by ever smaller
 * steps.
 *
 * @param version the source at some size
 * @param full the source's own size
 */
export function fit(
  version: Pixels,
  full: { readonly width: number; readonly height: number },
  template: Template,
  start: Placement,
  { pixels, size, shape }: Slack,
): Fit {
  const across = version.width / full.width;
  const ratio = start.width / start.height;
  const longest = Math.max(start.width, start.height);
  let best: Fit = { area: start, difference: differenceOver(version, full, template, start) };
  let [step, stretch] = [pixels / across, size];
  while (step * across > finest || stretch * longest * across > finest) {
    let moved = false;
    for (const [right, down, wider, taller] of moves) {
      if (size === 0 && (wider !== 0 || taller !== 0)) continue;
      const { area } = best;
      const width = area.width * (1 + wider * stretch);
      const height = area.height * (1 + taller * stretch);
      if (Math.abs(width / height / ratio - 1) > shape + 1e-9) continue;
      const next = {
        x: area.x + right * step + (area.width - width) / 2,
        y: area.y + down * step + (area.height - height) / 2,
        width,
        height,
      };
      const difference = differenceOver(version, full, template, next, best.difference);
      if (difference >= best.difference) continue;
      best = { area: next, difference };
      moved = true;
    }
    if (moved) continue;
    step /= 2;
    stretch /= 2;
  }
  return best;
}

/** @returns infinity once it is sure to be more than `enough`, and where the area leaves the source by a pixel */
function differenceOver(
  { width, height, data }: Pixels,
  full: { readonly width: number; readonly height: number },
  { xs, ys, colors, ...size }: Template,
  area: Placement,
  enough = Number.POSITIVE_INFINITY,
): number {
  const [across, down] = [width / full.width, height / full.height];
  if (area.x < -1 / across || area.x + area.width > full.width + 1 / across) return Number.POSITIVE_INFINITY;
  if (area.y < -1 / down || area.y + area.height > full.height + 1 / down) return Number.POSITIVE_INFINITY;
  const limit = enough * 3 * xs.length;
  let sum = 0;
  for (let point = 0; point < xs.length; point += 1) {
    const wantedX = (area.x + (((xs[point] ?? 0) + 0.5) / size.width) * area.width) * across - 0.5;
    const wantedY = (area.y + (((ys[point] ?? 0) + 0.5) / size.height) * area.height) * down - 0.5;
    const x = Math.min(Math.max(wantedX, 0), width - 1);
    const y = Math.min(Math.max(wantedY, 0), height - 1);
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - left, y - top];
    const at = 4 * (top * width + left);
    const right = at + (left + 1 < width ? 4 : 0);
    const below = top + 1 < height ? 4 * width : 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const upper = (data[at + channel] ?? 0) * (1 - dx) + (data[right + channel] ?? 0) * dx;
      const lower = (data[at + below + channel] ?? 0) * (1 - dx) + (data[right + below + channel] ?? 0) * dx;
      sum += Math.abs(upper * (1 - dy) + lower * dy - (colors[3 * point + channel] ?? 0));
    }
    if (sum > limit) return Number.POSITIVE_INFINITY;
  }
  return sum / 3 / xs.length;
}
