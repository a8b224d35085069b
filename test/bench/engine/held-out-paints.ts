import { smoothNoise } from "./noise.ts";
import { mix, type Paint, type Rgb } from "./paints.ts";

const bounded = (share: number) => Math.min(1, Math.max(0, share));

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

/** Blots with edges, as on old plaster. */
export function blot(one: Rgb, other: Rgb, scale: number, seed: number): Paint {
  const noise = smoothNoise(seed, scale, 4);
  return (x, y) => mix(one, other, bounded(0.5 + 3 * noise(x, y)));
}
