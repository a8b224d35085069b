import type { Distribution } from "./shapes.ts";
import type { PollingCost } from "./simulate.ts";

/** Grid of the dynamic programme and longest gap it considers, in seconds. */
const step = 0.1;
const longestGap = 60;

/**
 * The least possible cost for jobs whose distribution is known: poll times that minimise the expected lag plus
 * `pollPrice` for each poll, by dynamic programming backwards over a time grid.
 *
 * @param pollPrice how many seconds of lag one poll is worth
 * @param roundTrip seconds from a poll to its answer
 * @param minPause seconds after the submit and after every answer in which no poll is allowed
 */
export function optimum(
  { cdf }: Distribution,
  pollPrice: number,
  roundTrip: number,
  minPause: number,
): PollingCost {
  const size = Math.ceil(almostCertain(cdf) / step);
  const reach = Math.ceil(longestGap / step);
  const earliest = Math.max(1, Math.round(minPause / step));
  const nearest = Math.max(1, Math.round((minPause + roundTrip) / step));
  const done = Float64Array.from({ length: size + 1 }, (_, i) => cdf(i * step));
  const area = new Float64Array(size + 1);
  for (let i = 1; i <= size; i++) area[i] = at(area, i - 1) + ((at(done, i) + at(done, i - 1)) / 2) * step;

  /** Expected lag of jobs that end between two polls: they wait for the second. */
  const lagBetween = (i: number, j: number) => at(area, j) - at(area, i) - at(done, i) * (j - i) * step;
  const toGo = new Float64Array(size + 1);
  const next = new Int32Array(size + 1);
  for (let i = size - 1; i >= 0; i--) {
    let best = Infinity;
    for (let j = Math.min(size, i + (i === 0 ? earliest : nearest)); j <= Math.min(size, i + reach); j++) {
      const cost = lagBetween(i, j) + at(toGo, j);
      if (cost < best) {
        best = cost;
        next[i] = j;
      }
    }
    toGo[i] = pollPrice * (1 - at(done, i)) + best;
  }

  let polls = 0;
  let lag = 0;
  for (let i = 0; i < size; i = at(next, i)) {
    polls += 1 - at(done, i);
    lag += lagBetween(i, at(next, i));
  }
  return { lag, polls, cost: lag + pollPrice * polls };
}

/** A time by which all but one job in a million has ended. */
function almostCertain(cdf: (t: number) => number): number {
  let t = 1;
  while (cdf(t) < 1 - 1e-6 && t < 1e5) t *= 1.1;
  return t;
}

function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0;
}
