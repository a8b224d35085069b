import { seededRandom } from "../../seeded-random.ts";
import { smoothNoise } from "./noise.ts";
import type { Paint, Rgb } from "./paints.ts";

const mix = (one: Rgb, other: Rgb, share: number): Rgb => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];
const bounded = (share: number) => Math.min(1, Math.max(0, share));

/** Bricks in mortar, each of its own tone. */
export function bricks(brick: Rgb, mortar: Rgb, width: number, seed: number): Paint {
  const tone = smoothNoise(seed, 1);
  return (x, y) => {
    const row = Math.floor(y / (0.45 * width));
    const along = x / width + 0.5 * (row % 2);
    const [u, v] = [(along - Math.floor(along)) * width, y - row * 0.45 * width];
    if (u < 3 || v < 3) return mortar;
    return mix(brick, [0, 0, 0], 0.14 + 0.14 * tone(Math.floor(along), row));
  };
}

/** Threads over and under each other. */
export function weave(one: Rgb, other: Rgb, thread: number): Paint {
  return (x, y) => {
    const over = (Math.floor(x / thread) + Math.floor(y / thread)) % 2 === 0;
    const across = Math.abs(Math.sin((Math.PI * (over ? y : x)) / thread));
    return mix(over ? one : other, [0, 0, 0], 0.25 * (1 - across));
  };
}

/** Bright in the middle, dark in the corners. */
export function vignette(inner: Rgb, outer: Rgb, cx: number, cy: number, radius: number): Paint {
  return (x, y) => mix(inner, outer, bounded(Math.hypot(x - cx, y - cy) / radius) ** 2);
}

/** Veins through stone. */
export function marble(stone: Rgb, vein: Rgb, scale: number, seed: number): Paint {
  const bend = smoothNoise(seed, scale, 4);
  return (x, y) =>
    mix(stone, vein, bounded(1 - 5 * Math.abs(Math.sin((x + 2 * y) / (2.5 * scale) + 4 * bend(x, y)))) * 0.8);
}

/** Lamps of a street at night, far out of focus. */
export function lamps(ground: Rgb, colors: readonly Rgb[], count: number, seed: number): Paint {
  const random = seededRandom(seed);
  const discs = Array.from({ length: count }, (_, index) => ({
    x: 520 * random(),
    y: 520 * random(),
    radius: 14 + 22 * random(),
    color: colors[index % colors.length] ?? ground,
  }));
  return (x, y) =>
    discs.reduce((color, disc) => {
      const away = Math.hypot(x - disc.x, y - disc.y) - disc.radius;
      return mix(color, disc.color, 0.55 * bounded(0.5 - away / 4));
    }, ground);
}

/** One paint above a line, another one below, as at a shore. */
export function horizon(above: Paint, below: Paint, at: number): Paint {
  return (x, y) => (y < at ? above(x, y) : below(x, y));
}

/** Pebbles of all tones, side by side. */
export function gravel(light: Rgb, dark: Rgb, size: number, seed: number): Paint {
  const random = seededRandom(seed);
  const stones = Array.from({ length: 64 * 64 }, () => [random(), random(), random()] as const);
  return (x, y) => {
    const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
    let [nearest, tone] = [Number.POSITIVE_INFINITY, 0];
    for (let near = 0; near < 9; near += 1) {
      const [c, r] = [column - 1 + (near % 3), row - 1 + Math.floor(near / 3)];
      const [u, v, own] = stones[(r & 63) * 64 + (c & 63)] ?? [0.5, 0.5, 0];
      const away = Math.hypot(x / size - c - u, y / size - r - v);
      if (away < nearest) [nearest, tone] = [away, own];
    }
    return mix(mix(light, dark, tone), [20, 18, 16], bounded(nearest - 0.45));
  };
}

/** The same paint, turned and mirrored, so that a photograph becomes another scene. */
export function turned(paint: Paint): Paint {
  return (x, y) => paint(y, x);
}
