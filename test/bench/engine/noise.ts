import { seededRandom } from "../../seeded-random.ts";

/** A value for every place of the plane, from -1 to 1. */
export type Field = (x: number, y: number) => number;

/** Smooth seeded noise; `scale` is the size of its bumps in pixels. Octaves add ever finer ones of half the height. */
export function smoothNoise(seed: number, scale: number, octaves = 1): Field {
  const layers = Array.from({ length: octaves }, (_, octave) =>
    valueNoise(seed + 97 * octave, scale / 2 ** octave),
  );
  const whole = layers.reduce((sum, _, octave) => sum + 0.5 ** octave, 0);
  return (x, y) => layers.reduce((sum, layer, octave) => sum + layer(x, y) * 0.5 ** octave, 0) / whole;
}

/** A different value at every pixel. */
export function grain(seed: number): Field {
  return valueNoise(seed, 1);
}

const side = 256;

function valueNoise(seed: number, scale: number): Field {
  const random = seededRandom(seed);
  const values = Float32Array.from({ length: side * side }, () => 2 * random() - 1);
  const at = (column: number, row: number) => values[(row & (side - 1)) * side + (column & (side - 1))] ?? 0;
  const ease = (share: number) => share * share * (3 - 2 * share);
  return (x, y) => {
    const [column, row] = [Math.floor(x / scale), Math.floor(y / scale)];
    const [across, down] = [ease(x / scale - column), ease(y / scale - row)];
    const upper = at(column, row) + (at(column + 1, row) - at(column, row)) * across;
    const lower = at(column, row + 1) + (at(column + 1, row + 1) - at(column, row + 1)) * across;
    return upper + (lower - upper) * down;
  };
}
