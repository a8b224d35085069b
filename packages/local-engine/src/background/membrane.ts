/** How often each level of the pyramid is relaxed. */
const sweeps = 10;
/** Over-relaxation: speeds up how far a change reaches in one sweep. */
const relaxation = 1.5;

/**
 * Spreads known values smoothly over unknown ones: the solution of Laplace's equation, from coarse to fine. A linear
 * gradient is continued as it is. Along the border of the plane the values stay level.
 *
 * @param values `channels` numbers a pixel; what they are where nothing is known does not matter
 * @param known not 0 where the values are known; at least once
 * @param across from 0 to 1, how much values spread to the sides rather than up and down; both alike at 0.5
 * @returns the known values, and the others filled in
 */
export function membrane(
  values: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
  channels: number,
  across = 0.5,
): Float32Array {
  const filled = values.slice();
  if (!known.includes(0)) return filled;
  if (width > 1 || height > 1) {
    const coarse = halved(values, known, width, height, channels);
    const solved = membrane(coarse.values, coarse.known, coarse.width, coarse.height, channels, across);
    spread(solved, coarse.width, coarse.height, filled, known, width, height, channels);
    relax(filled, known, width, channels, across);
  }
  return filled;
}

interface Coarse {
  readonly values: Float32Array;
  readonly known: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Means of what is known of each 2 by 2 pixels. */
function halved(
  values: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
  channels: number,
): Coarse {
  const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1];
  const sums = new Float32Array(channels * halfWidth * halfHeight);
  const counts = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = y * width + x;
      if (known[from] === 0) continue;
      const to = (y >> 1) * halfWidth + (x >> 1);
      counts[to] = (counts[to] ?? 0) + 1;
      for (let channel = 0; channel < channels; channel += 1) {
        sums[channels * to + channel] =
          (sums[channels * to + channel] ?? 0) + (values[channels * from + channel] ?? 0);
      }
    }
  }
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] ?? 0;
    if (count < 2) continue;
    for (let index = channels * at; index < channels * (at + 1); index += 1) {
      sums[index] = (sums[index] ?? 0) / count;
    }
  }
  return { values: sums, known: counts, width: halfWidth, height: halfHeight };
}

/** Blends the coarse solution into what is unknown. */
function spread(
  coarse: Float32Array,
  coarseWidth: number,
  coarseHeight: number,
  values: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
  channels: number,
): void {
  for (let y = 0; y < height; y += 1) {
    const near = y >> 1;
    const far = Math.min(Math.max(near + (y % 2 === 0 ? -1 : 1), 0), coarseHeight - 1);
    for (let x = 0; x < width; x += 1) {
      if (known[y * width + x] !== 0) continue;
      const column = x >> 1;
      const beside = Math.min(Math.max(column + (x % 2 === 0 ? -1 : 1), 0), coarseWidth - 1);
      for (let channel = 0; channel < channels; channel += 1) {
        const value = (row: number, at: number) => coarse[channels * (row * coarseWidth + at) + channel] ?? 0;
        values[channels * (y * width + x) + channel] =
          (9 * value(near, column) + 3 * value(near, beside) + 3 * value(far, column) + value(far, beside)) /
          16;
      }
    }
  }
}

/** Pulls each unknown value towards the mean of its neighbours (successive over-relaxation). */
function relax(
  values: Float32Array,
  known: Uint8Array,
  width: number,
  channels: number,
  across: number,
): void {
  const unknown: number[] = [];
  for (let at = 0; at < known.length; at += 1) if (known[at] === 0) unknown.push(at);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const backwards = sweep % 2 === 1;
    for (let step = 0; step < unknown.length; step += 1) {
      const at = unknown[backwards ? unknown.length - 1 - step : step] ?? 0;
      const x = at % width;
      const left = channels * (x > 0 ? at - 1 : at);
      const right = channels * (x < width - 1 ? at + 1 : at);
      const above = channels * (at >= width ? at - width : at);
      const below = channels * (at + width < known.length ? at + width : at);
      for (let channel = 0; channel < channels; channel += 1) {
        const mean =
          (across * ((values[left + channel] ?? 0) + (values[right + channel] ?? 0)) +
            (1 - across) * ((values[above + channel] ?? 0) + (values[below + channel] ?? 0))) /
          2;
        const value = values[channels * at + channel] ?? 0;
        values[channels * at + channel] = value + relaxation * (mean - value);
      }
    }
  }
}
