/** How long jobs take: a distribution function for the optimum, and draws for the simulation. */
export interface Shape {
  readonly name: string;
  /** The distributions that the n-th job may come from; all but the slow day have one. */
  readonly at: (job: number) => Distribution;
}

export interface Distribution {
  /** Share of jobs that take at most `t` seconds. */
  readonly cdf: (t: number) => number;
  readonly draw: (random: () => number) => number;
}

const typical = lognormal(8, 0.5);
const coldStart = lognormal(40, 0.5);
const slowDay = lognormal(24, 0.5);

/** Median and spread in seconds; the job numbers of the slow day count from 0. */
export const shapes: readonly Shape[] = [
  { name: "typical: median 8 s, sigma 0.5", at: () => typical },
  { name: "fast: median 1.5 s, sigma 0.4", at: always(lognormal(1.5, 0.4)) },
  { name: "slow: median 60 s, sigma 0.6", at: always(lognormal(60, 0.6)) },
  { name: "cold starts: 85 % median 8 s, 15 % median 40 s", at: always(mixture(typical, coldStart, 0.85)) },
  { name: "heavy tail: median 8 s, sigma 1.4", at: always(lognormal(8, 1.4)) },
  { name: "memoryless: mean 10 s", at: always(exponential(10)) },
  { name: "slow day: median 8 s, 24 s from job 200 on", at: (job) => (job < 200 ? typical : slowDay) },
];

function always(distribution: Distribution): Shape["at"] {
  return () => distribution;
}

function lognormal(median: number, sigma: number): Distribution {
  return {
    cdf: (t) => (t <= 0 ? 0 : normalCdf(Math.log(t / median) / sigma)),
    draw: (random) => median * Math.exp(sigma * normalDraw(random)),
  };
}

function exponential(mean: number): Distribution {
  return {
    cdf: (t) => 1 - Math.exp(-Math.max(0, t) / mean),
    draw: (random) => -mean * Math.log(1 - random()),
  };
}

function mixture(a: Distribution, b: Distribution, share: number): Distribution {
  return {
    cdf: (t) => share * a.cdf(t) + (1 - share) * b.cdf(t),
    draw: (random) => (random() < share ? a : b).draw(random),
  };
}

/** Box and Muller's method. */
function normalDraw(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z > 0 ? 1 - tail : tail;
}
