import { expect, it } from "vitest";
import { nextPoll } from "./next-poll.ts";

const cadence = { first: 3, every: 2, least: 1 };
const thirtyJobs = Array.from({ length: 30 }, (_, index) => 20 + index);

it("keeps the documented cadence until enough has been learned", () => {
  expect(nextPoll([], cadence, 0)).toBe(3);
  expect(nextPoll([], cadence, 3)).toBe(2);
  expect(nextPoll([40, 40, 40, 40], cadence, 0)).toBe(3);
});

it("waits for the 10th percentile of what jobs took, then polls evenly", () => {
  expect(nextPoll(thirtyJobs, cadence, 0)).toBe(22);
  expect(nextPoll(thirtyJobs, cadence, 20)).toBe(2);
  const even = Math.sqrt(34) / 3;
  expect(nextPoll(thirtyJobs, cadence, 22)).toBeCloseTo(even);
  expect(nextPoll(thirtyJobs, cadence, 60)).toBeCloseTo(even);
});

it("never polls faster than the provider allows", () => {
  const instant = Array.from({ length: 30 }, () => 0.1);
  expect(nextPoll(instant, cadence, 0)).toBe(1);
  expect(nextPoll(instant, cadence, 0.2)).toBeGreaterThanOrEqual(0.8);
  expect(nextPoll(instant, cadence, 5)).toBeGreaterThanOrEqual(1);
});

it("asks less often about a job that is long overdue", () => {
  expect(nextPoll(thirtyJobs, cadence, 110)).toBeGreaterThan(nextPoll(thirtyJobs, cadence, 60));
  expect(nextPoll(thirtyJobs, cadence, 100_000)).toBe(10);
});
