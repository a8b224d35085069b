import type { Bounds } from "@stratify/imaging";
import type { Plane } from "../model/plane.ts";
import { samples } from "./resample.ts";

/** A plane at another size, blended between neighbours. */
export function scalePlane(plane: Plane, width: number, height: number): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const data = new Float32Array(width * height);
  const columns = samples(width, plane.width);
  let at = 0;
  for (const row of samples(height, plane.height)) {
    const [above, below] = [row.first * plane.width, row.second * plane.width];
    for (const { first, second, share } of columns) {
      const upper = mixed(plane.data[above + first] ?? 0, plane.data[above + second] ?? 0, share);
      const lower = mixed(plane.data[below + first] ?? 0, plane.data[below + second] ?? 0, share);
      data[at] = mixed(upper, lower, row.share);
      at += 1;
    }
  }
  return { width, height, data };
}

function mixed(one: number, other: number, share: number): number {
  return one + (other - one) * share;
}

/** A part of a plane. */
export function cropPlane({ width, data }: Plane, { x, y, ...size }: Bounds): Plane {
  const part = new Float32Array(size.width * size.height);
  for (let row = 0; row < size.height; row += 1) {
    const from = (y + row) * width + x;
    part.set(data.subarray(from, from + size.width), row * size.width);
  }
  return { ...size, data: part };
}
