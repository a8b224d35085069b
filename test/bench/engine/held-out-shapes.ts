import { box, disc, ellipse, type Shape, stroke, together, without } from "./shapes.ts";

/** An outline through points, straight from one to the next. */
export function polygon(...points: readonly (readonly [number, number])[]): Shape {
  return (x, y) => {
    let [nearest, inside] = [Number.POSITIVE_INFINITY, false];
    points.forEach(([x1, y1], index) => {
      const [x2, y2] = points[(index + 1) % points.length] ?? [x1, y1];
      nearest = Math.min(nearest, stroke(x1, y1, x2, y2, 0)(x, y));
      const crosses = y1 > y !== y2 > y;
      if (crosses && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) inside = !inside;
    });
    return inside ? -nearest : nearest;
  };
}

export function crescent(cx: number, cy: number, radius: number): Shape {
  return without(disc(cx, cy, radius), disc(cx + 0.45 * radius, cy - 0.25 * radius, 0.8 * radius));
}

export function heart(cx: number, cy: number, size: number): Shape {
  const tip = polygon([cx - 0.66 * size, cy], [cx + 0.66 * size, cy], [cx, cy + 0.85 * size]);
  const lobe = (side: number) => disc(cx + side * 0.34 * size, cy - 0.16 * size, 0.38 * size);
  return together(tip, lobe(-1), lobe(1));
}

export function arrow(cx: number, cy: number, size: number): Shape {
  const at = (x: number, y: number) => [cx + x * size, cy + y * size] as const;
  const head = polygon(at(0.1, -0.5), at(0.75, 0), at(0.1, 0.5));
  return together(head, box(cx - 0.25 * size, cy, 0.8 * size, 0.36 * size));
}

/** A wheel whose teeth stand off all around, with a hole for its axle. */
export function gear(cx: number, cy: number, radius: number, teeth: number): Shape {
  const rim: Shape = (x, y) => {
    const tooth = Math.cos(Math.atan2(y - cy, x - cx) * teeth) > 0 ? 1 : 0.82;
    return Math.hypot(x - cx, y - cy) - radius * tooth;
  };
  return without(rim, disc(cx, cy, 0.36 * radius));
}

/** A ring with spokes: several holes side by side. */
export function wheel(cx: number, cy: number, radius: number, spokes: number, width: number): Shape {
  const tyre = without(disc(cx, cy, radius), disc(cx, cy, radius - 1.8 * width));
  const bars = Array.from({ length: spokes }, (_, index) => {
    const [dx, dy] = [Math.cos((2 * Math.PI * index) / spokes), Math.sin((2 * Math.PI * index) / spokes)];
    return stroke(cx, cy, cx + 0.95 * radius * dx, cy + 0.95 * radius * dy, width);
  });
  return together(tyre, ...bars);
}

export function key(cx: number, cy: number, size: number): Shape {
  const bow = without(disc(cx - 0.55 * size, cy, 0.32 * size), disc(cx - 0.55 * size, cy, 0.16 * size));
  const bit = (x: number) => box(cx + x * size, cy + 0.14 * size, 0.09 * size, 0.24 * size);
  return together(bow, box(cx + 0.2 * size, cy, 0.95 * size, 0.12 * size), bit(0.45), bit(0.62));
}

/** A frame, as pictures hang in. */
export function frame(cx: number, cy: number, width: number, height: number, bar: number): Shape {
  return without(box(cx, cy, width, height, 3), box(cx, cy, width - 2 * bar, height - 2 * bar));
}

/** Someone standing with arms held out. */
export function person(cx: number, cy: number, height: number): Shape {
  const limb = (x1: number, y1: number, x2: number, y2: number, width: number) =>
    stroke(cx + x1 * height, cy + y1 * height, cx + x2 * height, cy + y2 * height, width * height);
  return together(
    ellipse(cx, cy - 0.38 * height, 0.08 * height, 0.1 * height),
    box(cx, cy - 0.09 * height, 0.2 * height, 0.38 * height, 0.06 * height),
    limb(-0.08, -0.22, -0.27, -0.02, 0.07),
    limb(0.08, -0.22, 0.26, -0.34, 0.07),
    limb(-0.05, 0.05, -0.09, 0.46, 0.085),
    limb(0.05, 0.05, 0.1, 0.46, 0.085),
  );
}

export function fish(cx: number, cy: number, length: number): Shape {
  const tail = polygon(
    [cx + 0.25 * length, cy],
    [cx + 0.55 * length, cy - 0.22 * length],
    [cx + 0.55 * length, cy + 0.22 * length],
  );
  return together(ellipse(cx - 0.08 * length, cy, 0.42 * length, 0.22 * length), tail);
}

/** A trunk that forks into ever thinner branches. */
export function tree(cx: number, foot: number, height: number, width: number): Shape {
  const branches: Shape[] = [];
  const grow = (x: number, y: number, degrees: number, length: number, thick: number) => {
    const [endX, endY] = [
      x + length * Math.sin((degrees * Math.PI) / 180),
      y - length * Math.cos((degrees * Math.PI) / 180),
    ];
    branches.push(stroke(x, y, endX, endY, thick));
    if (thick < 0.16 * width) return;
    grow(endX, endY, degrees - 27, 0.68 * length, 0.6 * thick);
    grow(endX, endY, degrees + 22, 0.74 * length, 0.6 * thick);
  };
  grow(cx, foot, 0, 0.36 * height, width);
  return together(...branches);
}

export function spectacles(cx: number, cy: number, size: number): Shape {
  const lens = (side: number) => {
    const x = cx + side * 0.32 * size;
    return without(ellipse(x, cy, 0.27 * size, 0.22 * size), ellipse(x, cy, 0.2 * size, 0.15 * size));
  };
  return together(lens(-1), lens(1), stroke(cx - 0.1 * size, cy, cx + 0.1 * size, cy, 0.07 * size));
}

export function mushroom(cx: number, cy: number, size: number): Shape {
  const cap = without(
    ellipse(cx, cy, 0.6 * size, 0.5 * size),
    box(cx, cy + 0.5 * size, 1.4 * size, 0.8 * size),
  );
  return together(cap, box(cx, cy + 0.35 * size, 0.26 * size, 0.6 * size, 0.08 * size));
}
