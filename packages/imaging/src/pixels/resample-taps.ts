/** For each place along a side of the result: which places of the source count, and how much. */
export interface Taps {
  /** First place of the source that counts, one a place of the result. */
  readonly first: Int32Array;
  /** Places that count: the same number for each. */
  readonly count: number;
  /** `count` a place of the result, adding up to 1. */
  readonly weights: Float32Array;
  /** Weight from which a place counts as near: a mask keeps within the values of those. */
  readonly near: number;
}

const lobes = 3;
/** More than any weight of Lanczos3 from two pixels on, where its ripples are, and less than that of the nearest. */
const outerLobe = 0.04;

/**
 * Area averaging where the result is smaller, so that nothing flickers in or out; Lanczos3 where it is larger, so that
 * edges stay sharp. At the border the outermost place stands for what lies beyond.
 *
 * @param from length of the source's side, in pixels
 * @param to length of the result's side, in pixels
 */
export function resampleTaps(from: number, to: number): Taps {
  return to < from ? areaTaps(from, to) : lanczosTaps(from, to);
}

function areaTaps(from: number, to: number): Taps {
  const step = from / to;
  const count = Math.min(from, Math.ceil(step) + 1);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let place = 0; place < to; place += 1) {
    const [left, right] = [place * step, (place + 1) * step];
    const start = Math.min(Math.floor(left), from - count);
    first[place] = start;
    for (let tap = 0; tap < count; tap += 1) {
      const covered = Math.min(right, start + tap + 1) - Math.max(left, start + tap);
      weights[place * count + tap] = Math.max(0, covered) / step;
    }
  }
  return { first, count, weights, near: 0 };
}

function lanczosTaps(from: number, to: number): Taps {
  const count = Math.min(from, 2 * lobes);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let place = 0; place < to; place += 1) {
    const center = ((place + 0.5) * from) / to - 0.5;
    const wanted = Math.floor(center) - lobes + 1;
    const start = Math.min(Math.max(wanted, 0), from - count);
    first[place] = start;
    const values = Array.from({ length: 2 * lobes }, (_, tap) => lanczos(center - wanted - tap));
    const sum = values.reduce((total, value) => total + value, 0);
    values.forEach((value, tap) => {
      const at = place * count + Math.min(Math.max(wanted + tap, 0), from - 1) - start;
      weights[at] = (weights[at] ?? 0) + value / sum;
    });
  }
  return { first, count, weights, near: outerLobe };
}

function lanczos(distance: number): number {
  if (Math.abs(distance) < 1e-9) return 1;
  if (Math.abs(distance) >= lobes) return 0;
  const angle = Math.PI * distance;
  return (lobes * Math.sin(angle) * Math.sin(angle / lobes)) / (angle * angle);
}
