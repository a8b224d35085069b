import type { Size } from "../protocol.ts";

/** What a pane looks at: the point of the source in its middle, and screen pixels for each of the source's. */
export interface Look {
  readonly x: number;
  readonly y: number;
  /** `undefined` fits the whole source into the pane, whatever its size. */
  readonly zoom: number | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Room that is left around a picture that fits. */
const margin = 24;
export const [leastZoom, mostZoom] = [0.02, 32];
const steps = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 16, 32];

/** The zoom at which a source fits into a pane; small ones are not blown up. */
export function fittingZoom(source: Size, pane: Size): number {
  const across = (pane.width - 2 * margin) / source.width;
  const down = (pane.height - 2 * margin) / source.height;
  return Math.max(leastZoom, Math.min(1, across, down));
}

/** The next of the usual zooms in a direction. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
  const slack = 1.001;
  const next =
    direction > 0 ? steps.find((step) => step > zoom * slack) : steps.findLast((step) => step * slack < zoom);
  return next ?? (direction > 0 ? mostZoom : (steps[0] ?? leastZoom));
}

/**
 * Zooms so that the source's point under the pointer stays there.
 *
 * @param pointer from the pane's middle, in screen pixels
 */
export function zoomedAt(look: Look, from: number, to: number, pointer: Point, source: Size): Look {
  const zoom = Math.min(mostZoom, Math.max(leastZoom, to));
  const shift = 1 / from - 1 / zoom;
  return within({ x: look.x + pointer.x * shift, y: look.y + pointer.y * shift, zoom }, source);
}

/** Moves by screen pixels; the pane's middle stays on the source, so that it can't be lost. */
export function panned(look: Look, zoom: number, by: Point, source: Size): Look {
  return within({ x: look.x - by.x / zoom, y: look.y - by.y / zoom, zoom }, source);
}

/** The whole source in the middle. */
export function fitted(source: Size): Look {
  return { x: source.width / 2, y: source.height / 2, zoom: undefined };
}

function within({ x, y, zoom }: Look, { width, height }: Size): Look {
  return { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)), zoom };
}
