import type { Cadence } from "../contract/capabilities.ts";

/** What one poll is worth in delay, in milliseconds: one poll more is sent where it saves more delay than this. */
const pollPrice = 100;

/** Longest spacing, in milliseconds: nobody looks at a screen for longer without news. */
const maxSpacing = 10_000;

/** Fewer finished jobs than this say too little; until then the provider's documented cadence is kept. */
const enough = 5;

/** A logistic distribution has this many scales in a standard deviation. */
const scalesPerDeviation = Math.PI / Math.sqrt(3);

/** Least spread of log durations: a few jobs that took equally long do not promise that the next one will. */
const minDeviation = 0.1;

/**
 * When to poll a job next. A log-logistic distribution is fitted to what recent jobs took. Of its hazard h, the
 * rate at which jobs that are still running end, follows the spacing with the least cost: sqrt(2 * price / h). The
 * first poll comes when waiting on would delay finished jobs by more than polling costs. The closed forms of the
 * log-logistic make that a few lines; `bench polling` measures how close it comes to the least possible cost.
 *
 * @param durations of recent jobs of this provider and task, in milliseconds, in any order
 * @param cadence what the provider's documentation asks for
 * @param polledAt the job's age in milliseconds when it was last polled; absent before the first poll
 * @returns the job's age in milliseconds at which the next poll is due, at least `cadence.min` after the last one
 */
export function nextPoll(durations: readonly number[], cadence: Cadence, polledAt?: number): number {
  const { first, every, min } = cadence;
  if (durations.length < enough) {
    return polledAt === undefined ? Math.max(min, first) : polledAt + Math.max(min, every);
  }
  const fit = fitDurations(durations);
  if (polledAt === undefined) return Math.max(min, firstPoll(fit));
  const age = Math.max(1, polledAt);
  return polledAt + Math.max(min, spacingAt(fit, age + spacingAt(fit, age) / 2));
}

/** A log-logistic distribution: half of all jobs take at most `median`; the larger `shape`, the narrower. */
interface Fit {
  readonly median: number;
  readonly shape: number;
}

function fitDurations(durations: readonly number[]): Fit {
  // Sorted, so that the sums do not depend on the order in which jobs ended.
  const logs = Float64Array.from(durations, (ms) => Math.log(Math.max(1, ms))).sort();
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  return {
    median: Math.exp(mean),
    shape: scalesPerDeviation / Math.max(minDeviation, Math.sqrt(variance)),
  };
}

/** Jobs that have ended at this age for each one that is still running. */
function odds({ median, shape }: Fit, age: number): number {
  return (age / median) ** shape;
}

/** The spacing at which polls cost as much as the delay that they leave, if it is not longer than the longest. */
function spacingAt(fit: Fit, age: number): number {
  return Math.min(maxSpacing, Math.sqrt(((2 * pollPrice * age) / fit.shape) * (1 + 1 / odds(fit, age))));
}

/**
 * The age at which the share of ended jobs, whose delay grows with every moment, outweighs what polling the others
 * costs in that moment: `odds = sqrt(2 * price * h)`, by bisection.
 */
function firstPoll(fit: Fit): number {
  let [early, late] = [0, 3 * fit.median];
  while (late - early > 1) {
    const age = (early + late) / 2;
    const ended = odds(fit, age);
    if (age * ended * (1 + ended) < 2 * pollPrice * fit.shape) early = age;
    else late = age;
  }
  return late;
}
