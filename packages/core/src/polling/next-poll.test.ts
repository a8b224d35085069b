import { expect, it } from "vitest";
import { nextPoll } from "./next-poll.ts";

const cadence = { first: 3000, every: 2000, min: 1000 };
/** From 20 to 49 s. */
const thirtyJobs = Array.from({ length: 30 }, (_, index) => 1000 * (20 + index));

it("keeps the documented cadence until enough has been learned", () => {
  expect(nextPoll([], cadence)).toBe(3000);
  expect(nextPoll([], cadence, 3000)).toBe(5000);
  expect(nextPoll([40_000, 40_000, 40_000, 40_000], cadence)).toBe(3000);
});

it("polls first when the quickest jobs end, then about every two seconds", () => {
  const first = nextPoll(thirtyJobs, cadence);
  expect(first).toBeGreaterThan(15_000);
  expect(first).toBeLessThan(24_000);
  for (const age of [25_000, 33_000, 45_000]) {
    const gap = nextPoll(thirtyJobs, cadence, age) - age;
    expect(gap).toBeGreaterThanOrEqual(1000);
    expect(gap).toBeLessThan(2500);
  }
});

it("never polls faster than the provider allows", () => {
  const instant = Array.from({ length: 30 }, () => 100);
  expect(nextPoll(instant, cadence)).toBe(1000);
  expect(nextPoll(instant, cadence, 200)).toBe(1200);
  expect(nextPoll([], { first: 10, every: 10, min: 1000 })).toBe(1000);
  expect(nextPoll([], { first: 10, every: 10, min: 1000 }, 1000)).toBe(2000);
});

it("polls less often when a job is long overdue, and at least every ten seconds", () => {
  const gapAt = (age: number) => nextPoll(thirtyJobs, cadence, age) - age;
  expect(gapAt(300_000)).toBeGreaterThan(gapAt(60_000));
  expect(gapAt(100_000_000)).toBe(10_000);
});
