import { describe, expect, it } from "vitest";
import { virtualClock } from "../../../../test/support/virtual-clock.ts";
import type { JobStatus } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import { newHandle } from "../http/new-handle.ts";
import { capabilities } from "../providers/claid/provider.ts";
import { createClient } from "./create-client.ts";
import { imageFromBytes } from "./image.ts";

const png = Uint8Array.from("\x89PNG\r\n\x1a\n and the rest of it", (char) => char.charCodeAt(0));
const image = imageFromBytes(png, "cup.png");
const at = { provider: "engine" } as const;
const minute = 60_000;

interface Work {
  readonly id: string;
  left: number;
}

/** A provider in this process that does one job after the other, each for as long as the list says. */
function open(durations: readonly number[], host?: string) {
  const clock = virtualClock();
  const canceled: string[] = [];
  let waiting: Work[] = [];
  const ended = new Set<string>();
  let [seen, submitted] = [0, 0];
  const workOn = () => {
    let passed = clock.now() - seen;
    seen = clock.now();
    for (let first = waiting[0]; first && passed > 0; first = waiting[0]) {
      const spent = Math.min(passed, first.left);
      passed -= spent;
      first.left -= spent;
      if (first.left > 0) break;
      ended.add(first.id);
      waiting.shift();
    }
  };
  const stop = (id: string) => {
    workOn();
    canceled.push(id);
    waiting = waiting.filter((work) => work.id !== id);
  };
  const named = { id: "engine", name: "Engine" } as const;
  const provider: Provider<"engine"> = {
    ...named,
    capabilities: {
      ...capabilities,
      cancel: true,
      cadence: { first: 20, every: 1000, min: 20 },
      deadline: 5 * minute,
      rateWindows: [],
      host,
    },
    async submit(request) {
      workOn();
      const id = `job-${++submitted}`;
      waiting.push({ id, left: durations[submitted - 1] ?? 0 });
      return { handle: newHandle(named, request, { job: id, submittedAt: clock.now() }) };
    },
    async status({ job }): Promise<JobStatus> {
      workOn();
      if (ended.has(job)) {
        return { state: "succeeded", raw: "done", outputs: [{ role: "cutout", content: png }] };
      }
      return waiting[0]?.id === job
        ? { state: "running", raw: "cutting" }
        : { state: "queued", raw: "queued" };
    },
    async cancel({ job }) {
      stop(job);
      return undefined;
    },
  };
  const client = createClient({ providers: [provider], clock, concurrency: 32 });
  return { client, clock, canceled };
}

describe("a provider in this process", () => {
  it("takes nothing of the time of 20 jobs that wait behind a slow one", async () => {
    const { client, clock } = open([4 * minute, ...Array.from({ length: 20 }, () => minute)]);
    const runs = Array.from({ length: 21 }, () => client.run({ task: "cutout" }, image, at));
    await clock.advance(30 * minute);
    for (const { failures, layers } of await Promise.all(runs)) {
      expect(failures).toEqual([]);
      expect(layers).toHaveLength(1);
    }
  });

  it("ends a job that hangs at its deadline, and goes on with the next", async () => {
    const { client, clock, canceled } = open([Infinity, minute]);
    const runs = [1, 2].map(() => client.run({ task: "cutout" }, image, at));
    await clock.advance(10 * minute);
    const [hung, next] = await Promise.all(runs);
    expect(hung?.failures).toMatchObject([{ error: { code: "deadline", detail: "300 s" } }]);
    expect(canceled).toEqual(["job-1"]);
    expect(next?.layers).toHaveLength(1);
  });

  it("never says that such a job can be resumed", async () => {
    const { client, clock } = open([Infinity]);
    const run = client.run({ task: "cutout" }, image, at);
    await clock.advance(10 * minute);
    const error = (await run).failures[0]?.error;
    expect(error?.handle).toBeUndefined();
    expect(error?.message).toBe(
      "Engine: cup.png: it took too long (300 s). Allow more time, or run it again.",
    );
  });

  it("counts a deadline that the caller sets from the start, too", async () => {
    const { client, clock } = open([minute, 2 * minute]);
    const runs = [1, 2].map(() => client.run({ task: "cutout" }, image, { ...at, deadline: 1.5 * minute }));
    await clock.advance(10 * minute);
    const [first, second] = await Promise.all(runs);
    expect(first?.failures).toEqual([]);
    expect(second?.failures).toMatchObject([{ error: { code: "deadline", detail: "90 s" } }]);
  });

  it("ends a job whose wait is stopped or too late, so that the next goes on", async () => {
    const { client, clock, canceled } = open([Infinity, Infinity, minute]);
    const { handles } = await client.submit({ task: "cutout" }, image, at);
    const [late] = handles;
    if (!late) throw new Error("the job was not accepted");
    const wait = client.wait(late).catch((error: unknown) => error);
    await clock.advance(6 * minute);
    expect(await wait).toMatchObject({ code: "deadline" });
    const stop = new AbortController();
    const stopped = client.run({ task: "cutout" }, image, { ...at, signal: stop.signal });
    await clock.advance(minute);
    stop.abort();
    const { error } = (await stopped).failures[0] ?? {};
    expect([error?.code, error?.handle]).toEqual(["aborted", undefined]);
    expect(canceled).toEqual(["job-1", "job-2"]);
    const next = client.run({ task: "cutout" }, image, at);
    await clock.advance(2 * minute);
    expect((await next).layers).toHaveLength(1);
  });
});

it("counts a service's deadline from the submit, and leaves its jobs to be resumed", async () => {
  const { client, clock, canceled } = open([4 * minute, 4 * minute], "service.test");
  const runs = [1, 2].map(() => client.run({ task: "cutout" }, image, at));
  await clock.advance(10 * minute);
  const [first, second] = await Promise.all(runs);
  expect(first?.failures).toEqual([]);
  const error = second?.failures[0]?.error;
  expect(error).toMatchObject({ code: "deadline", handle: { job: "job-2" } });
  expect(error?.message).toContain("Resume it later");
  expect(canceled).toEqual([]);
});
