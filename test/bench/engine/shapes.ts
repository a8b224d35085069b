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

export function box(cx: number, cy: number, width: number, height: number, round = 0, degrees = 0): Shape {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return (x, y) => {
    const [u, v] = [(x - cx) * cos + (y - cy) * sin, (y - cy) * cos - (x - cx) * sin];
    const [dx, dy] = [Math.abs(u) - width / 2 + round, Math.abs(v) - height / 2 + round];
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
  };
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

export function star(cx: number, cy: number, radius: number, points: number, depth: number): Shape {
  return (x, y) => {
    const wave = Math.abs((((Math.atan2(y - cy, x - cx) * points) / (2 * Math.PI) + 100) % 1) - 0.5) * 2;
    return (Math.hypot(x - cx, y - cy) - radius * (1 - depth * (1 - wave))) * 0.7;
  };
}

/** A pebble: a disc whose radius wanders. */
export function blob(cx: number, cy: number, radius: number, seed: number, wild = 0.2): Shape {
  const random = seededRandom(seed);
  const waves = [2, 3, 4, 5].map((turns) => ({
    turns,
    height: (wild * random()) / turns ** 0.5,
    at: 6.3 * random(),
  }));
  return (x, y) => {
    const angle = Math.atan2(y - cy, x - cx);
    const reach = waves.reduce(
      (sum, { turns, height, at }) => sum + height * Math.cos(turns * angle + at),
      1,
    );
    return (Math.hypot(x - cx, y - cy) - radius * reach) * 0.8;
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

/** A body with a handle that one can put a finger through. */
export function cup(cx: number, cy: number, size: number): Shape {
  const handle = ring(cx + 0.55 * size, cy, 0.36 * size, 0.1 * size);
  const body = box(cx, cy, size, 1.1 * size, 0.12 * size);
  return together(body, handle);
}

/** A seat on four legs, with a back of bars. */
export function chair(cx: number, cy: number, size: number, leg: number): Shape {
  const at = (x: number, y: number) => [cx + x * size, cy + y * size] as const;
  const bar = (x1: number, y1: number, x2: number, y2: number) => stroke(...at(x1, y1), ...at(x2, y2), leg);
  const legs = [-0.38, -0.15, 0.15, 0.38].map((x) => bar(x, 0.1, 1.2 * x, 0.75));
  const back = [-0.36, 0, 0.36].map((x) => bar(x, 0, x, -0.6));
  return together(
    box(...at(0, 0.05), 0.9 * size, 0.2 * size, 5),
    ...legs,
    ...back,
    bar(-0.4, -0.6, 0.4, -0.6),
  );
}

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

/** A neck on shoulders on a body. */
export function bottle(cx: number, cy: number, height: number): Shape {
  const body = box(cx, cy + 0.15 * height, 0.36 * height, 0.7 * height, 0.1 * height);
  return together(body, box(cx, cy - 0.32 * height, 0.13 * height, 0.36 * height, 0.02 * height));
}

/** A head on shoulders that reach down past `cy + 1.5 * size`. */
export function bust(cx: number, cy: number, size: number): Shape {
  const neck = box(cx, cy + 0.45 * size, 0.3 * size, 0.5 * size, 4);
  return together(
    ellipse(cx, cy, 0.38 * size, 0.5 * size),
    neck,
    ellipse(cx, cy + 1.6 * size, 0.95 * size, size),
  );
}
