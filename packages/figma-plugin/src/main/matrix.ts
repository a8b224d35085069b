import type { Box, Matrix } from "../shared/placement-plan.ts";

/** First `inner`, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  const [[a, b, x], [c, d, y]] = outer;
  const [[e, f, u], [g, h, v]] = inner;
  return [
    [a * e + b * g, a * f + b * h, a * u + b * v + x],
    [c * e + d * g, c * f + d * h, c * u + d * v + y],
  ];
}

/** The way back; `undefined` for a transform that lays everything on one line. */
export function inverse([[a, b, x], [c, d, y]]: Matrix): Matrix | undefined {
  const area = a * d - b * c;
  if (Math.abs(area) < 1e-9) return undefined;
  return [
    [d / area, -b / area, (b * y - d * x) / area],
    [-c / area, a / area, (c * x - a * y) / area],
  ];
}

/** The upright rectangle around one that was turned. */
export function boxAround([[a, b, x], [c, d, y]]: Matrix, width: number, height: number): Box {
  const xs = [0, a * width, b * height, a * width + b * height];
  const ys = [0, c * width, d * height, c * width + d * height];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: x + left, y: y + top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** The same turn and flip at another place. */
export function moved([[a, b], [c, d]]: Matrix, x: number, y: number): Matrix {
  return [
    [a, b, x],
    [c, d, y],
  ];
}

/** Neither turned nor flipped. */
export function isUpright([[a, b], [c, d]]: Matrix): boolean {
  return near(a, 1) && near(b, 0) && near(c, 0) && near(d, 1);
}

export function near(one: number, other: number, tolerance = 1e-3): boolean {
  return Math.abs(one - other) <= tolerance;
}
