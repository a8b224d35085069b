import { describe, expect, it } from "vitest";
import { createPacer, type PacerOptions } from "./pacer.ts";

const cadence = { first: 3000, every: 2000, min: 1000 };

/** A pacer, in the middle of its spread, of a job submitted at 10,000. */
function open(given: Partial<PacerOptions> = {}) {
  const time = { now: 10_000 };
  const submitted = { cadence, now: () => time.now, submittedAt: 10_000, random: () => 0.5 };
  return { time, pacer: createPacer({ ...submitted, ...given }) };
}

it("waits for the documented first poll, then from poll to poll", () => {
  const { time, pacer } = open();
  expect([pacer.due(), pacer.allowed()]).toEqual([3000, 1000]);
  time.now += 3000;
  expect([pacer.due(), pacer.allowed()]).toEqual([0, 0]);
  pacer.sent();
  time.now += 400;
  pacer.answered();
  expect([pacer.due(), pacer.allowed()]).toEqual([1600, 1000]);
});

it("keeps the pause after an answer that was slower than the spacing", () => {
  const { time, pacer } = open();
  pacer.sent();
  time.now += 20_000;
  pacer.answered();
  expect([pacer.due(), pacer.allowed()]).toEqual([1000, 1000]);
});

it("does not poll before a hold is over", () => {
  const { time, pacer } = open();
  pacer.sent();
  pacer.answered();
  pacer.hold(30_000);
  pacer.hold(5000);
  expect([pacer.due(), pacer.allowed()]).toEqual([30_000, 30_000]);
  time.now += 30_000;
  expect(pacer.due()).toBe(0);
});

describe("in another wait", () => {
  it("polls an old job at once", () => {
    const { pacer } = open({ submittedAt: 0 });
    expect([pacer.due(), pacer.allowed()]).toEqual([0, 0]);
  });

  it("waits for the first poll of a job that was submitted just now", () => {
    const { pacer } = open({ submittedAt: 9_900 });
    expect([pacer.due(), pacer.allowed()]).toEqual([2900, 900]);
  });

  it("waits no longer for a job from a clock that is ahead", () => {
    const { pacer } = open({ submittedAt: 10_000_000 });
    expect([pacer.due(), pacer.allowed()]).toEqual([3000, 1000]);
  });
});

it("waits no longer than planned when the clock is set back", () => {
  const { time, pacer } = open();
  pacer.sent();
  pacer.answered();
  time.now -= 3_600_000;
  expect([pacer.due(), pacer.allowed()]).toEqual([2000, 1000]);
});

it.each([0, 0.999])("spreads polls by a twentieth, but not below the pause (%d)", (random) => {
  const { pacer } = open({ random: () => random });
  expect(Math.abs(pacer.due() - 3000)).toBeGreaterThan(140);
  const tight = open({ cadence: { first: 1000, every: 1000, min: 1000 }, random: () => random });
  expect(tight.pacer.due()).toBeGreaterThanOrEqual(1000);
});
