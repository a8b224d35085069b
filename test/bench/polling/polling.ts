import type { Cadence } from "@stratify/core";
import { optimum } from "./optimum.ts";
import { type Shape, shapes } from "./shapes.ts";
import { core, every, growing, type Policy, type PollingCost, simulate } from "./simulate.ts";

const jobs = 4000;
const pollPrice = 0.1;
const roundTrip = 0.15;

/** Most that core's polling may cost, as a multiple of the least possible. */
const allowed = 1.15;

/** Cadences that services document, from those that ask for no pause to those that ask for two seconds. */
const cadences: readonly Cadence[] = [
  { first: 2000, every: 1000, min: 0 },
  { first: 1000, every: 2000, min: 1000 },
  { first: 2000, every: 3000, min: 2000 },
];

/**
 * Compares core's polling with the least possible cost and with what other clients do, over seven shapes of job
 * durations and three documented cadences. Cost is the mean lag plus 0.1 s for each poll.
 *
 * @returns what went past its limit, in words
 */
export function benchPolling(print: (line: string) => void): readonly string[] {
  const others = [every(1), every(5), growing(1, 1.5, 10)];
  print(
    "| job durations | min pause | least possible | core | times the least | shortest pause | every 1 s | every 5 s | 1 s, then x 1.5 up to 10 s |",
  );
  print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  return cadences.flatMap((cadence) =>
    shapes.flatMap((shape) => {
      const least = leastFor(shape, cadence.min / 1000);
      const own = run(shape, core(cadence));
      const times = own.cost / least.cost;
      const name = `${shape.name} | ${cadence.min / 1000} s`;
      const beside = cadence.min > 0 ? ["", "", ""] : others.map((policy) => cell(run(shape, policy)));
      const pause = `${(own.shortestPause / 1000).toFixed(2)} s`;
      print(`| ${[name, cell(least), cell(own), times.toFixed(2), pause, ...beside].join(" | ")} |`);
      const about = `for "${shape.name}" with a pause of ${cadence.min} ms`;
      return [
        ...(times > allowed ? [`polling costs ${times.toFixed(2)} times the least possible ${about}`] : []),
        ...(own.shortestPause < cadence.min ? [`a poll came after ${own.shortestPause} ms ${about}`] : []),
      ];
    }),
  );
}

function cell({ lag, polls, cost }: PollingCost): string {
  return `${lag.toFixed(2)} / ${polls.toFixed(1)} / ${cost.toFixed(2)}`;
}

function run(shape: Shape, policy: Policy) {
  return simulate(shape, policy, jobs, pollPrice, roundTrip);
}

/** On a day that changes, the optimum knows from which job on. */
function leastFor(shape: Shape, minPause: number): PollingCost {
  const parts = Array.from({ length: jobs }, (_, job) => shape.at(job));
  const shares = new Map(
    [...new Set(parts)].map((part) => [part, parts.filter((other) => other === part).length / jobs]),
  );
  let [lag, polls, cost] = [0, 0, 0];
  for (const [part, share] of shares) {
    const best = optimum(part, pollPrice, roundTrip, minPause);
    lag += share * best.lag;
    polls += share * best.polls;
    cost += share * best.cost;
  }
  return { lag, polls, cost };
}
