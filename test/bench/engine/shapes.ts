import { seededRandom } from "../../seeded-random.ts";

/** Signed distance to an outline in pixels: below 0 inside. */
export type Shape = (x: number, y: number) => number;

export const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;

export function ellipse(cx: number, cy: number, rx: number, ry: number): Shape {
  return (x, y) => (Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * Math.min(rx, ry);
}

/** A stroke of round ends. */
export function stroke(fromX: number, fromY: number, toX: number, toY: number, width: number): Shape {
  const [dx, dy] = [toX - fromX, toY - fromY];
  return (x, y) => {
    const along = ((x - fromX) * dx + (y - fromY) * dy) / Math.max(1e-9, dx * dx + dy * dy);
    const share = Math.min(1, Math.max(0, along));
    return Math.hypot(x - fromX - share * dx, y - fromY - share * dy) - width / 2;
  };
}

export const together =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.reduce((least, shape) => Math.min(least, shape(x, y)), Number.POSITIVE_INFINITY);

export const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    Math.max(shape(x, y), -hole(x, y));

export const ring = (cx: number, cy: number, radius: number, width: number): Shape =>
  without(disc(cx, cy, radius), disc(cx, cy, radius - width));

/** A ball with hair standing off all around. */
export function hairy(
  cx: number,
  cy: number,
  radius: number,
  hairs: number,
  width: number,
  seed: number,
): Shape {
  const random = seededRandom(seed);
  const strokes = Array.from({ length: hairs }, () => {
    const angle = 2 * Math.PI * random();
    const bend = angle + 0.5 * (random() - 0.5);
    const reach = radius * (1.15 + 0.25 * random());
    const from = [cx + 0.9 * radius * Math.cos(angle), cy + 0.9 * radius * Math.sin(angle)] as const;
    return stroke(...from, cx + reach * Math.cos(bend), cy + reach * Math.sin(bend), width);
  });
  return together(disc(cx, cy, radius), ...strokes);
}
