import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { isStratifyError, type Progress, type TaskResult } from "@stratify/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault, Operation } from "../sandbox/faults.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { siteOf } from "../sandbox/sites.ts";
import { fastClock, type SuiteCase, sandboxClient, serviceCases, taskOf } from "./services.ts";

/** How many times as fast the client's clock runs. Deadlines are told on it. */
const speed = 50;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny" });
});
afterEach(() => sandbox.close());

/** Runs one task to its end, with everything that was said and sent on the way. */
async function run(service: SuiteCase, options: { signal?: AbortSignal; deadline?: number } = {}) {
  const task = await taskOf(sandbox, service);
  sandbox.requests.length = 0;
  const client = sandboxClient(sandbox, { clock: fastClock(speed) });
  const events: Progress[] = [];
  const result = await client.run(task, service.image(sandbox), {
    provider: service.service,
    onProgress: (event) => events.push(event),
    ...options,
  });
  return { client, result, events };
}

const sent = (operation: Operation) => sandbox.requests.filter((request) => request.operation === operation);
const paid = (service: SuiteCase) => sandbox.paid.count(service.service);

function onlyError({ layers, failures }: TaskResult) {
  expect(layers).toEqual([]);
  const [failure] = failures;
  if (!failure) throw new Error("the task neither delivered nor failed");
  return failure.error;
}

describe.each(serviceCases)("$name", (service) => {
  const fault = (operation: Operation, what: Fault, times = 1) =>
    sandbox.faults.next(service.service, operation, what, times);
  const downloads = service.facts.results === "url";
  const always = (operation: Operation, what: Fault) =>
    sandbox.faults.always(service.service, operation, what);

  it("delivers", async () => {
    const { result, events } = await run(service);
    expect(result.failures).toEqual([]);
    expect(result.layers.length).toBeGreaterThan(0);
    expect(paid(service)).toBe(1);
    expect(sandbox.leaks).toEqual([]);
    const phases = [...new Set(events.map(({ phase }) => phase))];
    const begins = service.polled ? "submitting" : "running";
    expect(phases[0]).toBe(service.uploads.length ? "uploading" : begins);
    if (downloads) expect(phases).toContain("downloading");
    expect(result.layers.map(({ name, role, format }) => `${name} (${role}, ${format})`)).toEqual(
      service.layers,
    );
    expect(result.cost).toEqual(service.cost);
    expect(phases.at(-1)).toBe("done");
  });

  it.each<Fault>([
    { kind: "reset-after" },
    { kind: "status-after", status: 502 },
    { kind: "malformed-json" },
    { kind: "truncated-json" },
    { kind: "html", accepted: true },
  ])("pays exactly once when the submit is accepted and the answer lost: $kind $status", async (what) => {
    always("submit", what);
    const { result } = await run(service);
    expect(paid(service)).toBe(1);
    expect(sent("submit")).toHaveLength(1);
    // Where jobs are listed the job is found again; elsewhere the user is told what may have happened.
    if (service.facts.recovers) return expect(result.layers.length).toBeGreaterThan(0);
    const error = onlyError(result);
    expect(error.mayHaveBeenCharged).toBe(!service.free);
    if (!service.free) expect(error.message).toMatch(/may have been charged/);
  });

  it("tries a submit again that was never accepted because of a rate limit, after Retry-After", async () => {
    fault("submit", { kind: "status", status: 429, retryAfter: 2 });
    const { result } = await run(service);
    expect(result.failures).toEqual([]);
    expect(paid(service)).toBe(1);
    const [first, second] = sent("submit");
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2000 / speed - 1);
  });

  it("does not repeat a refused submit, and says that nothing was charged", async () => {
    always("submit", { kind: "status", status: 400 });
    const error = onlyError((await run(service)).result);
    expect(error.mayHaveBeenCharged).toBe(false);
    expect(sent("submit")).toHaveLength(1);
    expect(paid(service)).toBe(0);
  });

  it("does not repeat a submit whose connection was reset, since nobody knows whether it arrived", async () => {
    always("submit", { kind: "reset-before" });
    const error = onlyError((await run(service)).result);
    expect(error.code).toBe(service.free ? "network" : "outcome-unknown");
    expect(sent("submit")).toHaveLength(1);
  });

  it.each<Fault>([{ kind: "hang-headers" }, { kind: "hang-body" }])(
    "ends a submit that hangs at the deadline: $kind",
    async (what) => {
      always("submit", what);
      const error = onlyError((await run(service, { deadline: 300 * speed })).result);
      expect(error.code).toBe("deadline");
      expect(error.mayHaveBeenCharged).toBe(!service.free);
      expect(paid(service)).toBe(1);
    },
  );

  if (service.polled) {
    it.each<[string, Fault, number]>([
      ["one reset", { kind: "reset-before" }, 1],
      ["one 503", { kind: "status", status: 503 }, 1],
      ["four 503 in a row", { kind: "status", status: 503 }, 4],
      ["an HTML page", { kind: "html" }, 1],
      ["malformed JSON", { kind: "malformed-json" }, 1],
      ["truncated JSON", { kind: "truncated-json" }, 1],
      ["one 404", { kind: "status", status: 404 }, 1],
    ])("survives polls that fail: %s", async (_, what, times) => {
      fault("status", what, times);
      const { result } = await run(service);
      expect(result.failures).toEqual([]);
      expect(result.jobs[0]?.polls).toBeGreaterThan(times);
      expect(paid(service)).toBe(1);
    });

    it("waits as long as a poll's Retry-After asks", async () => {
      fault("status", { kind: "status", status: 429, retryAfter: 10 });
      const { result } = await run(service);
      expect(result.failures).toEqual([]);
      const [first, second] = sent("status");
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(10_000 / speed - 1);
    });

    it.each<Fault>([{ kind: "hang-headers" }, { kind: "hang-body" }])(
      "ends polls that hang at the deadline, with a handle that another client resumes: $kind",
      async (what) => {
        always("status", what);
        const error = onlyError((await run(service, { deadline: 300 * speed })).result);
        expect(error.code).toBe("deadline");
        sandbox.faults.clear();
        const saved = JSON.stringify(error.handle);
        const { layers } = await sandboxClient(sandbox).resume(JSON.parse(saved));
        expect(layers.length).toBeGreaterThan(0);
        expect(paid(service)).toBe(1);
      },
    );

    it("reports a status word nobody knows and waits on", async () => {
      fault("status", { kind: "unknown-status", word: "REFLECTING" });
      const { result, events } = await run(service);
      expect(result.failures).toEqual([]);
      expect(events).toContainEqual(expect.objectContaining({ phase: "running", raw: "REFLECTING" }));
    });

    it.each([
      [401, 1],
      [403, 1],
      [404, 6],
    ])(
      "ends when polls are answered with %i, after %i of them, keeping the handle",
      async (status, polls) => {
        always("status", { kind: "status", status });
        const error = onlyError((await run(service)).result);
        expect(["unauthorized", "forbidden", "not-found", "refused"]).toContain(error.code);
        expect(error.handle?.provider).toBe(service.service);
        expect(sent("status")).toHaveLength(polls);
      },
    );
  }

  it.runIf(downloads).each([403, 404])(
    "survives result storage that answers %i for a moment",
    async (status) => {
      fault("download", { kind: "status", status });
      const { result } = await run(service);
      expect(result.failures).toEqual([]);
      expect(result.layers.length).toBeGreaterThan(0);
      expect(paid(service)).toBe(1);
    },
  );

  it.runIf(downloads)("ends a download that hangs at the deadline", async () => {
    always("download", { kind: "hang-body" });
    const error = onlyError((await run(service, { deadline: 1500 * speed })).result);
    expect(error.code).toBe("deadline");
    expect(error.handle).toBeDefined();
  });

  const hangs: readonly (readonly [phase: string, operation: Operation, what: Fault])[] = [
    ...service.uploads.map(
      (operation) => [`${operation} hangs`, operation, { kind: "hang-headers" }] as const,
    ),
    ["the submit hangs", "submit", { kind: "hang-headers" }],
    ...(service.polled
      ? ([
          ["it sleeps between polls", "status", { kind: "status", status: 503, retryAfter: 3600 }],
          ["a poll hangs in its headers", "status", { kind: "hang-headers" }],
          ["a poll hangs in its body", "status", { kind: "hang-body" }],
        ] as const)
      : []),
    ...(downloads
      ? ([
          ["a download hangs in its headers", "download", { kind: "hang-headers" }],
          ["a download hangs in its body", "download", { kind: "hang-body" }],
        ] as const)
      : []),
  ];
  it.each(hangs)(
    "stops at once while %s, and leaves no timer, listener or later request",
    async (_, operation, what) => {
      always(operation, what);
      const timersBefore = timers();
      const controller = new AbortController();
      const running = run(service, { signal: controller.signal });
      await expect.poll(() => sent(operation).length, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, 40));
      const requests = sandbox.requests.length;
      const abortedAt = performance.now();
      controller.abort();
      const { result } = await running;
      expect(performance.now() - abortedAt).toBeLessThan(50);
      expect(onlyError(result).code).toBe("aborted");
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      expect(timers()).toBeLessThanOrEqual(timersBefore);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(sandbox.requests.length).toBe(requests);
    },
  );

  it("sends nothing when it is aborted before it begins", async () => {
    const { result } = await run(service, { signal: AbortSignal.abort() });
    expect(onlyError(result).code).toBe("aborted");
    expect(sandbox.requests).toEqual([]);
  });

  it.runIf(service.facts.key)("prints its key nowhere, even when the service echoes it", async () => {
    const key = siteOf(sandbox, service.service).apiKey;
    const body = JSON.stringify(service.facts.keyEcho(key));
    expect(body).toContain(key);
    const answer: Fault = {
      kind: "arbitrary",
      status: 400,
      body,
      headers: { "content-type": "application/json", "x-request-id": key },
    };
    const faults: readonly Fault[] = [
      answer,
      { kind: "reset-before" },
      { kind: "html", status: 500 },
      { kind: "status", status: 401 },
    ];
    for (const what of faults) {
      sandbox.faults.clear();
      always("submit", what);
      const { client, result, events } = await run(service);
      const error = onlyError(result);
      expect(isStratifyError(error)).toBe(true);
      const printed = [error, client, result, events].flatMap((value) => [
        inspect(value, { depth: 9, showHidden: true }),
        JSON.stringify(value),
        String(value),
      ]);
      for (const text of printed) expect(text).not.toContain(key);
    }
    expect(sandbox.leaks).toEqual([]);
  });
});

function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
}
