import { optimum } from "./optimum.ts";
import { shapes } from "./shapes.ts";
import { every, growing, learned, type PollingCost, simulate } from "./simulate.ts";

const jobs = 4000;
const pollPrice = 0.1;
const roundTrip = 0.15;

/** Most that core's polling may cost, as a multiple of the least possible. */
const allowed = 1.25;

/**
 * Compares core's polling with the least possible cost and with what other clients do, over seven shapes of job
 * durations. Cost is the mean lag plus 0.1 s for each poll.
 *
 * @returns what went past its limit, in words
 */
export function benchPolling(print: (line: string) => void): readonly string[] {
  const cell = ({ lag, polls, cost }: PollingCost) =>
    `${lag.toFixed(2)} / ${polls.toFixed(1)} / ${cost.toFixed(2)}`;
  print(
    "| job durations | least possible | core | times the least | every 1 s | every 5 s | 1 s, then x 1.5 up to 10 s |",
  );
  print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
  return shapes.flatMap((shape) => {
    const run = (policy: Parameters<typeof simulate>[1]) =>
      simulate(shape, policy, jobs, pollPrice, roundTrip);
    const least = leastFor(shape);
    const core = run(learned);
    const times = core.cost / least.cost;
    const others = [every(1), every(5), growing(1, 1.5, 10)].map((policy) => cell(run(policy)));
    print(`| ${[shape.name, cell(least), cell(core), times.toFixed(2), ...others].join(" | ")} |`);
    return times > allowed
      ? [`polling costs ${times.toFixed(2)} times the least possible for "${shape.name}"`]
      : [];
  });
}

/** On a day that changes, the optimum knows from which job on. */
function leastFor(shape: (typeof shapes)[number]): PollingCost {
  const parts = Array.from({ length: jobs }, (_, job) => shape.at(job));
  const shares = new Map(
    [...new Set(parts)].map((part) => [part, parts.filter((other) => other === part).length / jobs]),
  );
  let [lag, polls, cost] = [0, 0, 0];
  for (const [part, share] of shares) {
    const best = optimum(part, pollPrice, roundTrip);
    lag += share * best.lag;
    polls += share * best.polls;
    cost += share * best.cost;
  }
  return { lag, polls, cost };
}
