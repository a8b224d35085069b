import type { Transform } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Facts } from "../facts.ts";
import { invert } from "../matrix.ts";

/**
 * Tells how much of a device pixel a shape covers, by the distance of the pixel's middle from its edge. Where edges
 * lie on pixels' borders that is exactly all or nothing.
 *
 * @param toDevice from the shape's own units to device pixels
 * @param grow how much larger the shape is than its box, on all sides, in its own units
 */
export function coverageOf(
  { type, facts, size }: Shape,
  toDevice: Transform,
  grow = 0,
): (x: number, y: number) => number {
  const [[a, b, tx], [c, d, ty]] = invert(toDevice);
  const pixelsPerUnit = Math.hypot(toDevice[0][0], toDevice[1][0]);
  const width = size.width / 2 + grow;
  const height = size.height / 2 + grow;
  if (width <= 0 || height <= 0) return () => 0;
  const [middleX, middleY] = [size.width / 2, size.height / 2];
  const largest = Math.min(width, height);
  return (x, y) => {
    const right = a * (x + 0.5) + b * (y + 0.5) + tx - middleX;
    const down = c * (x + 0.5) + d * (y + 0.5) + ty - middleY;
    const distance =
      type === "ELLIPSE"
        ? fromEllipse(right, down, width, height)
        : fromBox(right, down, width, height, Math.min(largest, cornerAt(facts.radii, right, down, grow)));
    return Math.min(1, Math.max(0, 0.5 - distance * pixelsPerUnit));
  };
}

export interface Shape {
  readonly type: string;
  readonly facts: Pick<Facts, "radii">;
  readonly size: { readonly width: number; readonly height: number };
}

function cornerAt([first, second, third, fourth]: Facts["radii"], right: number, down: number, grow: number) {
  const radius = down < 0 ? (right < 0 ? first : second) : right < 0 ? fourth : third;
  return radius === 0 ? 0 : Math.max(0, radius + grow);
}

/** Negative inside. */
function fromBox(right: number, down: number, width: number, height: number, radius: number): number {
  const x = Math.abs(right) - width + radius;
  const y = Math.abs(down) - height + radius;
  return Math.hypot(Math.max(x, 0), Math.max(y, 0)) + Math.min(Math.max(x, y), 0) - radius;
}

function fromEllipse(right: number, down: number, width: number, height: number): number {
  const share = Math.hypot(right / width, down / height);
  const slope = Math.hypot(right / width ** 2, down / height ** 2);
  return slope === 0 ? -Math.min(width, height) : (share * (share - 1)) / slope;
}
