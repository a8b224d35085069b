import { describe, expect, it } from "vitest";
import { virtualClock } from "../../../../test/support/virtual-clock.ts";
import type { Capabilities } from "../contract/capabilities.ts";
import type { JobHandle, JobStatus } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { type ErrorFields, StratifyError } from "../errors/stratify-error.ts";
import { memoryHistory } from "../polling/history.ts";
import { createClient } from "./create-client.ts";
import type { JournalEntry } from "./journal.ts";

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
const image = { kind: "bytes", name: "desk.png", bytes: png, format: "png" } as const;
const hour = 3_600_000;

const running: JobStatus = { state: "running", raw: "RUNNING" };
const empty: JobStatus = { state: "succeeded", raw: "DONE", outputs: [] };
const done: JobStatus = { state: "succeeded", raw: "DONE", outputs: [{ role: "cutout", content: png }] };
const error = (code: ErrorFields["code"], more: Partial<ErrorFields> = {}) =>
  new StratifyError({ code, provider: "service", ...more });

/** A client on a virtual clock of a provider whose answers are scripted; the last one is repeated. */
function open(
  script: readonly (JobStatus | StratifyError)[],
  more: Partial<Capabilities> = {},
  fetch?: typeof globalThis.fetch,
  history = memoryHistory(),
) {
  const clock = virtualClock();
  const polls: number[] = [];
  const journal: JournalEntry[] = [];
  const provider: Provider = {
    id: "service",
    name: "Service",
    capabilities: {
      tasks: ["cutout"],
      inputs: ["bytes"],
      formats: ["png"],
      mask: "none",
      cost: { unit: "credits" },
      cancel: false,
      cadence: { first: 3000, every: 2000, min: 1000 },
      deadline: hour,
      rateWindows: [],
      host: "service.test",
      keyInBrowser: "unstated",
      crossOrigin: "unknown",
      ...more,
    },
    submit: async () => ({ handle: handleAt(clock.now()) }),
    async status() {
      const answer = script[Math.min(polls.length, script.length - 1)];
      polls.push(clock.now());
      if (!answer || answer instanceof StratifyError) throw answer;
      return answer;
    },
  };
  const write = (entry: JournalEntry) => void journal.push(entry);
  const parts = { providers: [provider], clock, journal: { write }, history };
  const client = createClient({ ...parts, ...(fetch && { fetch }) });
  const ended = () => journal.some(({ type }) => type === "ended");
  /** Lets an hour pass, and says what came of a call. */
  const settle = async <T>(call: Promise<T>) => {
    const outcome = call.catch((thrown: unknown) => thrown);
    await clock.advance(hour);
    return outcome;
  };
  return { client, clock, polls, ended, settle };
}

function handleAt(submittedAt: number): JobHandle {
  return { version: 3, provider: "service", job: "7", task: "cutout", image: "desk.png", submittedAt };
}

/** Times from each poll to the next, in seconds. */
function gaps(polls: readonly number[]): readonly number[] {
  return polls.slice(1).map((at, index) => Math.round((at - (polls[index] ?? 0)) / 1000));
}

describe("pauses", () => {
  it("hold after a wake that comes right after the submit, and right after a poll", async () => {
    const { client, clock, polls } = open([running, running, done]);
    const call = client.wait(handleAt(0));
    await clock.advance(150);
    client.wake();
    await clock.advance(849);
    expect(polls).toEqual([]);
    await clock.advance(1);
    expect(polls).toEqual([1000]);
    client.wake();
    client.wake();
    await clock.advance(999);
    expect(polls).toEqual([1000]);
    await clock.advance(10_000);
    expect(polls.length).toBe(3);
    expect((await call).layers).toHaveLength(1);
  });

  it("hold when a job is resumed right after its submit", async () => {
    const { client, clock, polls } = open([done]);
    await clock.advance(69);
    const call = client.resume(handleAt(0));
    await clock.advance(10_000);
    await call;
    expect(polls[0]).toBeGreaterThanOrEqual(1000);
  });

  it("hold when a job is resumed right after the wait before was stopped", async () => {
    const { client, clock, polls } = open([running, done]);
    const stop = new AbortController();
    const stopped = client.wait(handleAt(0), { signal: stop.signal }).catch(() => {});
    await clock.advance(3200);
    expect(polls).toHaveLength(1);
    stop.abort();
    await stopped;
    const call = client.resume(handleAt(0));
    await clock.advance(10_000);
    await call;
    expect((polls[1] ?? 0) - (polls[0] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it("are not waited for by an old job that is resumed", async () => {
    const { client, clock, polls } = open([done]);
    await clock.advance(hour);
    const call = client.resume(handleAt(0));
    await clock.advance(0);
    await call;
    expect(polls).toEqual([hour]);
  });

  it("hold after failures, and are as long as the provider asks", async () => {
    const { client, polls, settle } = open([
      error("network"),
      error("rate-limited", { status: 429, retryAfter: 20_000 }),
      done,
    ]);
    await settle(client.wait(handleAt(0)));
    expect(gaps(polls)).toEqual([2, 20]);
  });
});

describe("no such job", () => {
  const gone = error("not-found", { status: 404 });

  it("does not end a job that is known again", async () => {
    const { client, settle } = open([gone, running, gone, gone, done]);
    expect(await settle(client.wait(handleAt(0)))).toMatchObject({ layers: [{ role: "cutout" }] });
  });

  it("counts after five repeats over two minutes", async () => {
    const { client, polls, settle } = open([gone]);
    expect(await settle(client.wait(handleAt(0)))).toMatchObject({ code: "not-found", handle: { job: "7" } });
    expect(gaps(polls)).toEqual([2, 5, 15, 30, 60]);
  });

  it("leaves the journal open while the provider may keep results", async () => {
    for (const lifetime of [{}, { resultLifetime: 2 * hour }]) {
      const { client, ended, settle } = open([gone], lifetime);
      expect(await settle(client.wait(handleAt(0)))).toMatchObject({ handle: { job: "7" } });
      expect(ended()).toBe(false);
    }
  });

  it("counts at once, and closes the journal, when results are gone anyway", async () => {
    const { client, clock, polls, ended, settle } = open([gone], { resultLifetime: hour });
    await clock.advance(hour);
    expect(await settle(client.resume(handleAt(0)))).toMatchObject({ code: "not-found" });
    expect(polls).toHaveLength(1);
    expect(ended()).toBe(true);
  });

  it("counts at once when a provider in this process says so", async () => {
    const { client, polls, ended, settle } = open([gone], { host: undefined });
    expect(await settle(client.wait(handleAt(0)))).toMatchObject({ code: "not-found" });
    expect(polls).toHaveLength(1);
    expect(ended()).toBe(true);
  });

  it("is overtaken by the deadline, which leaves the job to be resumed", async () => {
    const { client, clock, ended, settle } = open([gone]);
    const stop = new AbortController();
    const call = client.wait(handleAt(0), { signal: stop.signal });
    await clock.advance(20_000);
    stop.abort();
    expect(await settle(call)).toMatchObject({ code: "aborted", handle: { job: "7" } });
    expect(ended()).toBe(false);
  });
});

it("asks twice again, within seconds, about a job that succeeded without outputs", async () => {
  const late = open([empty, empty, done]);
  expect(await late.settle(late.client.wait(handleAt(0)))).toMatchObject({ layers: [{ role: "cutout" }] });
  const { client, polls, ended, settle } = open([empty]);
  expect(await settle(client.wait(handleAt(0)))).toMatchObject({ code: "no-output" });
  expect(gaps(polls)).toEqual([2, 5]);
  expect(ended()).toBe(true);
});

it("believes a provider that says why a job failed", async () => {
  const failed: JobStatus = { state: "failed", raw: "FAILED", reason: { code: "no-output" } };
  const { client, polls, ended, settle } = open([failed]);
  expect(await settle(client.wait(handleAt(0)))).toMatchObject({ code: "no-output" });
  expect(polls).toHaveLength(1);
  expect(ended()).toBe(true);
});

it("ends the wait, but not the job, when the key is refused", async () => {
  const { client, polls, ended, settle } = open([error("unauthorized", { status: 401 })]);
  expect(await settle(client.wait(handleAt(0)))).toMatchObject({
    code: "unauthorized",
    handle: { job: "7" },
  });
  expect(polls).toHaveLength(1);
  expect(ended()).toBe(false);
});

it("waits for the result of a job that was submitted by run, too", async () => {
  const { client, settle } = open([running, done]);
  const result = await settle(client.run({ task: "cutout" }, image, { provider: "service" }));
  expect(result).toMatchObject({ failures: [], layers: [{ role: "cutout" }] });
});

it.each([
  { of: "a service at the learned time", host: "service.test", first: [20, 40] },
  { of: "a provider in this process by its cadence", host: undefined, first: [2.8, 3.2] },
])("asks for a job of $of", async ({ host, first: [from = 0, to = 0] }) => {
  const durations = Array.from({ length: 9 }, () => 30_000);
  const history = memoryHistory({ version: 2, durations: { "service/cutout": durations } });
  const { client, polls, settle } = open([done], { host }, undefined, history);
  await settle(client.wait(handleAt(0)));
  const [first = 0] = polls;
  expect(first / 1000).toBeGreaterThan(from);
  expect(first / 1000).toBeLessThan(to);
});

it("reads what came with the submit from the handle, and fetches it again when it is late", async () => {
  let refusals = 2;
  const fetch: typeof globalThis.fetch = async () =>
    refusals-- > 0 ? new Response(null, { status: 403 }) : new Response(png);
  const { client, polls, settle } = open([running], {}, fetch);
  const outputs = [{ role: "cutout", url: "https://files.test/a.png" }] as const;
  const result = await settle(client.resume({ ...handleAt(0), outputs }));
  expect(result).toMatchObject({ layers: [{ role: "cutout" }], polls: 0 });
  expect(polls).toEqual([]);
  expect(refusals).toBe(-1);
});

it("keeps the pause between all waits for one job, also where it had ended when it was accepted", async () => {
  const { client, polls, settle } = open([done]);
  await settle(Promise.all([1, 2, 3].map(() => client.resume(handleAt(0)))));
  expect(gaps(polls)).toEqual([1, 1]);
  const ended = open([done]);
  const again = async () => {
    for (let wait = 0; wait < 3; wait++) await ended.client.resume({ ...handleAt(0), ended: true });
  };
  await ended.settle(again());
  expect([ended.polls[0], ...gaps(ended.polls)]).toEqual([0, 1, 1]);
});
