import { memoryHistory, nextPoll } from "@stratify/core";
import { seededRandom } from "../../seeded-random.ts";
import type { Shape } from "./shapes.ts";

/** Means per job: seconds between the end of a job and the poll that saw it, and number of polls. */
export interface PollingCost {
  readonly lag: number;
  readonly polls: number;
  /** `lag` plus the price of the polls, in seconds. */
  readonly cost: number;
}

/** When to poll next, given what earlier jobs took and how long this one has been running. */
export type Policy = (history: readonly number[], elapsed: number, poll: number) => number;

/** Core's own policy for a service that documents no smallest spacing. */
export const learned: Policy = (history, elapsed) =>
  nextPoll(history, { first: 2, every: 1, least: 0 }, elapsed);

/** What other clients do: the same wait every time, or ever longer ones. */
export const every =
  (seconds: number): Policy =>
  () =>
    seconds;
export const growing =
  (first: number, factor: number, most: number): Policy =>
  (_, __, poll) =>
    Math.min(most, first * factor ** poll);

/**
 * Runs jobs one after another on a virtual clock. A client that learns knows only its own past: that a job ended
 * somewhere between the poll that saw it done and the one before.
 */
export function simulate(
  shape: Shape,
  policy: Policy,
  jobs: number,
  pollPrice: number,
  roundTrip: number,
): PollingCost {
  const random = seededRandom(4);
  const history = memoryHistory();
  let lag = 0;
  let polls = 0;
  for (let job = 0; job < jobs; job++) {
    const duration = shape.at(job).draw(random);
    let now = 0;
    let before = 0;
    for (let poll = 0; ; poll++) {
      const asked = now + policy(history.durations("jobs"), now, poll);
      polls++;
      if (asked >= duration) {
        lag += asked - duration;
        history.add("jobs", (before + asked) / 2);
        break;
      }
      before = asked;
      now = asked + roundTrip;
    }
  }
  return { lag: lag / jobs, polls: polls / jobs, cost: lag / jobs + (pollPrice * polls) / jobs };
}
