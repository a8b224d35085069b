import { grain, smoothNoise } from "./noise.ts";

export type Rgb = readonly [number, number, number];

/** The colour of every place of a picture; x and y in pixels. */
export type Paint = (x: number, y: number) => Rgb;

const shift = ([r, g, b]: Rgb, by: number): Rgb => [r + by, g + by, b + by];
export const mix = (one: Rgb, other: Rgb, share: number): Rgb => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];

export const flat =
  (color: Rgb): Paint =>
  () =>
    color;

/** From one colour to another over `length` pixels in the direction of the angle. */
export function gradient(from: Rgb, to: Rgb, degrees: number, length: number): Paint {
  const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return (x, y) => mix(from, to, Math.min(1, Math.max(0, (x * dx + y * dy) / length)));
}

/** Camera noise, a little everywhere. */
export function grainy(paint: Paint, seed: number, strength = 5): Paint {
  const noise = grain(seed);
  return (x, y) => shift(paint(x, y), strength * noise(x, y));
}

/** Clouds of two colours: plaster, grass, fabric. */
export function mottled(one: Rgb, other: Rgb, scale: number, seed: number): Paint {
  const noise = smoothNoise(seed, scale, 4);
  return (x, y) => mix(one, other, Math.min(1, Math.max(0, 0.5 + 0.9 * noise(x, y))));
}

export function stripes(one: Rgb, other: Rgb, width: number, degrees: number): Paint {
  const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return (x, y) =>
    mix(
      one,
      other,
      0.5 + 0.5 * Math.max(-1, Math.min(1, 3 * Math.sin((Math.PI * (x * dx + y * dy)) / width))),
    );
}

export function checker(one: Rgb, other: Rgb, side: number): Paint {
  return (x, y) => ((Math.floor(x / side) + Math.floor(y / side)) % 2 === 0 ? one : other);
}

/** Boards with a grain that runs along them. */
export function wood(light: Rgb, dark: Rgb, board: number, seed: number): Paint {
  const waves = smoothNoise(seed, 60, 3);
  const tone = smoothNoise(seed + 1, 1);
  return (x, y) => {
    const row = Math.floor(y / board);
    if (y - row * board < 2) return shift(dark, -30);
    const ring = 0.5 + 0.5 * Math.sin(1.1 * y + 9 * waves(x / 7, y + 50 * row));
    return shift(mix(light, dark, 0.55 * ring), 14 * tone(row, 0));
  };
}
