import { type Cadence, createPacer, memoryHistory, type Pacer } from "@stratify/core";
import { seededRandom } from "../../seeded-random.ts";
import type { Shape } from "./shapes.ts";

/** Means per job: seconds between the end of a job and the poll that saw it, and number of polls. */
export interface PollingCost {
  readonly lag: number;
  readonly polls: number;
  /** `lag` plus the price of the polls, in seconds. */
  readonly cost: number;
}

/** What a simulation measured. */
export interface PollingRun extends PollingCost {
  /** Shortest time from a submit or an answer to the next poll, in milliseconds. */
  readonly shortestPause: number;
}

/** Paces the polls of one job that is submitted now, given what earlier jobs took. Times are in milliseconds. */
export type Policy = (
  durations: readonly number[],
  now: () => number,
  random: () => number,
) => Pick<Pacer, "due" | "sent" | "answered">;

/** Core's own policy, its spread over a batch included. */
export const core =
  (cadence: Cadence): Policy =>
  (durations, now, random) =>
    createPacer({ cadence, durations: () => durations, now, submittedAt: now(), random });

/** What other clients do: the same wait every time, or ever longer ones. */
export const every = (seconds: number): Policy => growing(seconds, 1, seconds);
export const growing =
  (first: number, factor: number, max: number): Policy =>
  () => {
    let poll = 0;
    return {
      due: () => 1000 * Math.min(max, first * factor ** poll),
      sent: () => {},
      answered: () => void poll++,
    };
  };

/**
 * Runs jobs one after another on a virtual clock. A client that learns knows only its own past: that a job ended
 * somewhere between the poll that saw it done and the one before.
 *
 * @param roundTrip seconds from a poll to its answer
 */
export function simulate(
  shape: Shape,
  policy: Policy,
  jobs: number,
  pollPrice: number,
  roundTrip: number,
): PollingRun {
  const random = seededRandom(4);
  const spread = seededRandom(5);
  const history = memoryHistory();
  let [lag, polls, shortestPause] = [0, 0, Infinity];
  for (let job = 0; job < jobs; job++) {
    const duration = 1000 * shape.at(job).draw(random);
    let [now, before] = [0, 0];
    const pacer = policy(history.durations("jobs"), () => now, spread);
    for (;;) {
      const pause = pacer.due();
      shortestPause = Math.min(shortestPause, pause);
      now += pause;
      pacer.sent();
      polls++;
      if (now >= duration) break;
      before = now;
      now += 1000 * roundTrip;
      pacer.answered();
    }
    lag += (now - duration) / 1000;
    history.add("jobs", (before + now) / 2);
  }
  return { lag: lag / jobs, polls: polls / jobs, cost: (lag + pollPrice * polls) / jobs, shortestPause };
}
