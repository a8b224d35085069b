import {
  type Cadence,
  createClient,
  createPacer,
  memoryHistory,
  newHandle,
  type Provider,
  StratifyError,
} from "@stratify/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { virtualClock } from "../support/virtual-clock.ts";
import { tinyPng } from "./open-sandbox.ts";

const hour = 3_600_000;
const ms = (max: number) => fc.integer({ min: 0, max });
const cadences: fc.Arbitrary<Cadence> = fc.record({
  first: ms(20_000),
  every: ms(20_000),
  min: fc.integer({ min: 20, max: 5_000 }),
});
const durations = fc.array(fc.double({ min: 0, max: 600_000, noNaN: true }), { maxLength: 30 });

/** What a poll may meet before the job is done. */
const answers = fc.constantFrom(
  "running",
  "network",
  "unavailable",
  "rate-limited",
  "not-found",
  "empty",
  "expired",
);
type Answer = "running" | "network" | "unavailable" | "rate-limited" | "not-found" | "empty" | "expired";

interface Job {
  readonly cadence: Cadence;
  readonly learned: readonly number[];
  readonly duration: number;
  readonly answers: readonly Answer[];
  readonly answerTime: number;
  /** Pauses between wakes. */
  readonly wakes: readonly number[];
  /** After how long the first wait is stopped, and how long after that the job is resumed. */
  readonly stopAfter: number;
  readonly resumeAfter: number;
}

const jobs: fc.Arbitrary<Job> = fc.record({
  cadence: cadences,
  learned: durations,
  duration: ms(120_000),
  answers: fc.array(answers, { maxLength: 12 }),
  answerTime: ms(3_000),
  wakes: fc.array(ms(4_000), { maxLength: 40 }),
  stopAfter: fc.integer({ min: 1, max: 60_000 }),
  resumeAfter: ms(2_000),
});

/** Waits for a job that was submitted at 0, stops the wait for it, resumes it, and wakes the client all the while. */
async function live(job: Job) {
  const clock = virtualClock();
  const heard: { readonly sent: number; readonly answered: number }[] = [];
  const about = { id: "service", name: "Service" };
  const provider: Provider = {
    ...about,
    capabilities: {
      tasks: ["cutout"],
      inputs: ["bytes"],
      formats: ["png"],
      mask: "none",
      cost: { unit: "credits" },
      cancel: false,
      cadence: job.cadence,
      deadline: hour,
      rateWindows: [],
      host: "service.test",
      keyInBrowser: "unstated",
      crossOrigin: "unknown",
    },
    submit: async (request) => ({
      handle: newHandle(about, request, { job: "7", submittedAt: clock.now() }),
    }),
    async status(_, { signal }) {
      const sent = clock.now();
      const answer = job.answers[heard.length];
      const index = heard.push({ sent, answered: Number.POSITIVE_INFINITY }) - 1;
      await clock.sleep(job.answerTime, signal).finally(() => {
        heard[index] = { sent, answered: clock.now() };
      });
      if (answer === "empty") return { state: "succeeded", raw: "DONE", outputs: [] };
      if (answer === "expired") {
        return {
          state: "succeeded",
          raw: "DONE",
          outputs: [{ role: "cutout", content: "https://files.test/late" }],
        };
      }
      if (answer === "running" || (!answer && clock.now() < job.duration)) {
        return { state: "running", raw: "RUNNING" };
      }
      if (answer)
        throw new StratifyError({ code: answer, retryAfter: answer === "rate-limited" ? 700 : undefined });
      return { state: "succeeded", raw: "DONE", outputs: [{ role: "cutout", content: tinyPng }] };
    },
  };
  const key = "service/cutout";
  const client = createClient({
    providers: [provider],
    clock,
    fetch: async () => new Response("not here yet", { status: 404 }),
    history: memoryHistory({ version: 2, durations: { [key]: job.learned } }),
  });
  const image = { kind: "bytes", name: "desk.png", bytes: tinyPng, format: "png" } as const;
  const handle = newHandle(about, { task: "cutout", image }, { job: "7", submittedAt: 0 });

  const stop = new AbortController();
  const first = client.wait(handle, { signal: stop.signal }).catch(() => {});
  let spent = 0;
  for (const pause of job.wakes) {
    const step = Math.min(pause, job.stopAfter - spent);
    await clock.advance(step);
    spent += step;
    client.wake();
  }
  await clock.advance(job.stopAfter - spent);
  stop.abort();
  await first;
  await clock.advance(job.resumeAfter);
  const second = client.resume(handle).then(
    ({ layers }) => layers.length,
    (error: unknown) => (error instanceof StratifyError ? error.code : error),
  );
  for (const pause of job.wakes) {
    await clock.advance(pause);
    client.wake();
  }
  await clock.advance(hour);
  return { heard, outcome: await second };
}

it("never polls sooner than the documented pause after a submit or an answer, whatever happens", async () => {
  const property = fc.asyncProperty(jobs, async (job) => {
    const { heard, outcome } = await live(job);
    expect(heard.length).toBeGreaterThan(0);
    expect([1, "not-found", "no-output", "result-expired"]).toContain(outcome);
    let before = 0;
    for (const { sent, answered } of heard) {
      expect(sent - before).toBeGreaterThanOrEqual(job.cadence.min);
      before = answered;
    }
  });
  await fc.assert(property, { numRuns: 200 });
});

it("plans a finite wait that depends on no order of the durations", () => {
  const property = fc.property(
    cadences,
    durations,
    ms(1e9),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    (cadence, learned, age, random) => {
      const plan = (list: readonly number[]) => {
        const pacer = createPacer({
          cadence,
          now: () => age,
          submittedAt: 0,
          durations: () => list,
          random: () => random,
        });
        const first = pacer.due();
        pacer.sent();
        pacer.answered();
        return [first, pacer.due()];
      };
      const [first = Number.NaN, next = Number.NaN] = plan(learned);
      expect(first).toBeGreaterThanOrEqual(Math.max(0, cadence.min - age));
      expect(next).toBeGreaterThanOrEqual(cadence.min);
      expect(next).toBeLessThanOrEqual(1.05 * Math.max(10_000, cadence.every, cadence.min) + 1);
      expect(plan(learned.toSorted((a, b) => b - a))).toEqual([first, next]);
    },
  );
  fc.assert(property, { numRuns: 1000 });
});
