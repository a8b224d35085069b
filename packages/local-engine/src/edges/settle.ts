import type { GuidedFilter } from "./guided-filter.ts";

/** Rounds of the conjugate gradients; each takes one pass of the filter. More of them follow noise. */
const rounds = 3;
/** How much a first guess counts beside the colors around it. */
const trust = 0.05;

/**
 * Finds the alpha that the guided filter would leave as it is, where it is unknown. This is matting with the
 * Laplacian of large windows (He, Sun and Tang 2010): hair that the first guess lacks is found by its color.
 *
 * @param guess alpha of the pixels of the filter's window, from 0 to 1; exact where it is known
 * @param unknown indices of the pixels whose alpha is only guessed
 * @returns a new alpha, from 0 to 1
 */
export function settle(filter: GuidedFilter, guess: Float32Array, unknown: Uint32Array): Float32Array {
  const alpha = guess.slice();
  const residual = new Float32Array(guess.length);
  const filtered = filter.filter(alpha);
  let size = 0;
  for (let k = 0; k < unknown.length; k += 1) {
    const i = unknown[k] ?? 0;
    const left = (filtered[i] ?? 0) - (alpha[i] ?? 0);
    residual[i] = left;
    size += left * left;
  }
  const direction = residual.slice();
  for (let round = 0; round < rounds && size > 1e-6; round += 1) {
    const passed = filter.filter(direction);
    let along = 0;
    for (let k = 0; k < unknown.length; k += 1) {
      const i = unknown[k] ?? 0;
      const value = direction[i] ?? 0;
      const moved = (1 + trust) * value - (passed[i] ?? 0);
      passed[i] = moved;
      along += value * moved;
    }
    if (along <= 0) break;
    const step = size / along;
    let next = 0;
    for (let k = 0; k < unknown.length; k += 1) {
      const i = unknown[k] ?? 0;
      alpha[i] = (alpha[i] ?? 0) + step * (direction[i] ?? 0);
      const left = (residual[i] ?? 0) - step * (passed[i] ?? 0);
      residual[i] = left;
      next += left * left;
    }
    const turn = next / size;
    for (let k = 0; k < unknown.length; k += 1) {
      const i = unknown[k] ?? 0;
      direction[i] = (residual[i] ?? 0) + turn * (direction[i] ?? 0);
    }
    size = next;
  }
  for (let k = 0; k < unknown.length; k += 1) {
    const i = unknown[k] ?? 0;
    alpha[i] = Math.min(1, Math.max(0, alpha[i] ?? 0));
  }
  return alpha;
}
