import type { Rect, Transform, Vector } from "@figma/plugin-typings/plugin-api-standalone.d.ts";

export const identity: Transform = [
  [1, 0, 0],
  [0, 1, 0],
];

/** First `inner`, then `outer`. */
export function multiply(outer: Transform, inner: Transform): Transform {
  const [[a, b, tx], [c, d, ty]] = outer;
  const [[e, f, ux], [g, h, uy]] = inner;
  return [
    [a * e + b * g, a * f + b * h, a * ux + b * uy + tx],
    [c * e + d * g, c * f + d * h, c * ux + d * uy + ty],
  ];
}

export function invert([[a, b, tx], [c, d, ty]]: Transform): Transform {
  const scale = 1 / (a * d - b * c);
  return [
    [d * scale, -b * scale, (b * ty - d * tx) * scale],
    [-c * scale, a * scale, (c * tx - a * ty) * scale],
  ];
}

export function apply([[a, b, tx], [c, d, ty]]: Transform, { x, y }: Vector): Vector {
  return { x: a * x + b * y + tx, y: c * x + d * y + ty };
}

/** The upright rectangle around a turned one. */
export function boxAround(transform: Transform, { x, y, width, height }: Rect): Rect {
  const corners = [
    { x, y },
    { x: x + width, y },
    { x, y: y + height },
    { x: x + width, y: y + height },
  ].map((corner) => apply(transform, corner));
  return around(corners);
}

export function union(boxes: readonly Rect[]): Rect {
  return around(
    boxes.flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
  );
}

/** Of two that do not meet, a rectangle without an area. */
export function intersection(one: Rect, other: Rect): Rect {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

export function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function around(points: readonly Vector[]): Rect {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
