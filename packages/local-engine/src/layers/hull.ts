import type { Mask } from "@stratify/imaging";

/** The convex hull of a mask: first and last column of each row, where it has any. */
export type Hull = readonly (readonly [number, number] | undefined)[];

/** The smallest convex area around all of a mask that is at least half there. */
export function convexHull({ width, height, data }: Mask): Hull {
  const ends: [number, number][] = [];
  for (let y = 0; y < height; y += 1) {
    const row = data.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((value) => value > 127);
    if (first < 0) continue;
    ends.push([first, y], [row.findLastIndex((value) => value > 127), y]);
  }
  const points = ends.toSorted(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const outline = [...chain(points), ...chain(points.toReversed())];
  const rows: ([number, number] | undefined)[] = Array.from({ length: height }, () => undefined);
  outline.forEach((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? from;
    const [top, bottom] = from[1] < to[1] ? [from, to] : [to, from];
    for (let y = top[1]; y <= bottom[1]; y += 1) {
      const share = bottom[1] === top[1] ? 0 : (y - top[1]) / (bottom[1] - top[1]);
      const x = Math.round(top[0] + (bottom[0] - top[0]) * share);
      const row = rows[y];
      rows[y] = row ? [Math.min(row[0], x), Math.max(row[1], x)] : [x, x];
    }
  });
  return rows;
}

/** How much of a mask lies within a hull, in pixels. */
export function withinHull(hull: Hull, { width, data }: Mask): number {
  let count = 0;
  hull.forEach((row, y) => {
    if (!row) return;
    for (let at = y * width + row[0]; at <= y * width + row[1]; at += 1)
      if ((data[at] ?? 0) > 127) count += 1;
  });
  return count;
}

/** Half of a hull (Andrew's monotone chain), without its last point. */
function chain(points: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const point of points) {
    for (let last = kept.at(-1), before = kept.at(-2); last && before; ) {
      const turn =
        (last[0] - before[0]) * (point[1] - before[1]) - (last[1] - before[1]) * (point[0] - before[0]);
      if (turn > 0) break;
      kept.pop();
      last = kept.at(-1);
      before = kept.at(-2);
    }
    kept.push(point);
  }
  return kept.slice(0, -1);
}
