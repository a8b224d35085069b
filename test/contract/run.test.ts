import { imageFromBytes, type Progress } from "@stratify/core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { sandboxService } from "../sandbox/services/aetherforge/index.ts";
import { coffee, fastClock, sandboxClient } from "./services.ts";

const image = imageFromBytes(coffee, "coffee.png");
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny" });
});
afterEach(() => sandbox.close());

it("returns the layers that succeeded beside the failures, keyword by keyword", async () => {
  sandbox.faults.next("aetherforge", "submit", { kind: "job-failed" });
  const client = sandboxClient(sandbox, { concurrency: 1 });
  const task = { task: "split", keywords: ["arm", "leg", "body"] } as const;
  const { layers, failures } = await client.run(task, image, { provider: "aetherforge" });
  expect(layers.map(({ name }) => name)).toEqual(["leg 1", "leg 2", "body 1", "body 2"]);
  expect(failures.map(({ keyword, error }) => [keyword, error.code])).toEqual([["arm", "job-failed"]]);
  expect(failures[0]?.error.message).toContain('AetherForge AI: coffee.png, keyword "arm": ');
});

it("pays once for a keyword that is there twice", async () => {
  const task = { task: "split", keywords: ["arm", " Arm ", "arm"] } as const;
  const { jobs } = await sandboxClient(sandbox).run(task, image, { provider: "aetherforge" });
  expect(jobs).toHaveLength(1);
  expect(sandbox.paid.count("aetherforge")).toBe(1);
});

it("checks every keyword before the first is sent", async () => {
  const task = { task: "split", keywords: ["red shoe", "TV"] } as const;
  const running = sandboxClient(sandbox).run(task, image, { provider: "claid" });
  await expect(running).rejects.toThrow(/keyword "TV".*at least 3 characters/);
  const none = sandboxClient(sandbox).run({ task: "split", keywords: [] }, image, { provider: "claid" });
  await expect(none).rejects.toThrow(/no keyword was given/);
  expect(sandbox.requests).toEqual([]);
});

it("keeps no more jobs in flight than it was told", async () => {
  sandboxService.knobsOf(sandbox).latency = 60;
  const inFlight = new Set<string>();
  let most = 0;
  const onProgress = ({ keyword = "", phase }: Progress) => {
    if (phase === "done") inFlight.delete(keyword);
    else inFlight.add(keyword);
    most = Math.max(most, inFlight.size);
  };
  const keywords = Array.from({ length: 9 }, (_, index) => `part ${index}`);
  const client = sandboxClient(sandbox, { concurrency: 3 });
  const { jobs } = await client.run({ task: "split", keywords }, image, {
    provider: "aetherforge",
    onProgress,
  });
  expect(jobs).toHaveLength(9);
  expect(most).toBe(3);
});

it("keeps within the rate windows that a provider declares", async () => {
  const keywords = Array.from({ length: 9 }, (_, index) => `part ${index}`);
  const client = sandboxClient(sandbox, { concurrency: 9, clock: fastClock(5) });
  await client.run({ task: "split", keywords }, image, { provider: "claid" });
  const sent = sandbox.requests.filter(({ site }) => site === "claid").map(({ at }) => at);
  const gaps = sent.slice(4).map((at, index) => at - (sent[index] ?? 0));
  // Claid takes four requests a second; here the clock runs five times as fast.
  expect(Math.min(...gaps)).toBeGreaterThan(1000 / 5 - 50);
});

it("sums the cost in the provider's own unit and leaves refunds out", async () => {
  const client = sandboxClient(sandbox);
  const cutout = await client.run({ task: "cutout" }, image, { provider: "hitpaw" });
  expect(cutout.cost).toEqual({ amount: 20, unit: "coins" });

  const [background] = await client.backgrounds("figur");
  const task = {
    task: "replace-background",
    background: { kind: "catalogue", id: background?.id ?? "" },
  } as const;
  expect((await client.run(task, image, { provider: "figur" })).cost).toEqual({ amount: 5, unit: "credits" });
  sandbox.faults.next("figur", "submit", { kind: "job-failed" });
  const failed = await client.run(task, image, { provider: "figur" });
  expect(failed.failures[0]?.error.message).toMatch(/The cost was refunded\.$/);
  expect(failed.cost).toBeUndefined();
});

it("tells what happens to every job", async () => {
  sandboxService.knobsOf(sandbox).latency = { polls: 2 };
  const events: Progress[] = [];
  const options = { provider: "hitpaw", onProgress: (event: Progress) => events.push(event) };
  const { jobs } = await sandboxClient(sandbox).run({ task: "cutout" }, image, options);
  const phases = events.map(({ phase }) => phase);
  expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual([
    "uploading",
    "submitting",
    "queued",
    "running",
    "downloading",
    "done",
  ]);
  expect(events.at(-1)).toMatchObject({
    provider: "hitpaw",
    task: "cutout",
    image: "coffee.png",
    raw: "COMPLETED",
    job: jobs[0]?.handle.job,
    cost: { amount: 20, unit: "coins" },
  });
  const times = events.map(({ elapsed }) => elapsed);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

it("does not lose a paid job to a listener that throws", async () => {
  const onProgress = () => {
    throw new Error("the listener's own trouble");
  };
  const { layers } = await sandboxClient(sandbox).run({ task: "cutout" }, image, {
    provider: "hitpaw",
    onProgress,
  });
  expect(layers.length).toBeGreaterThan(0);
});

it("fetches results at once, without the key, and says when they are gone", async () => {
  sandbox.faults.always("hitpaw", "download", { kind: "expired-url" });
  const { failures } = await sandboxClient(sandbox).run({ task: "cutout" }, image, { provider: "hitpaw" });
  expect(failures[0]?.error.code).toBe("result-expired");
  expect(sandbox.leaks).toEqual([]);
});

it("believes the first bytes of a result, not its content type", async () => {
  const client = sandboxClient(sandbox);
  sandbox.faults.next("hitpaw", "download", { kind: "wrong-content-type", as: "text" }, 2);
  expect((await client.run({ task: "cutout" }, image, { provider: "hitpaw" })).failures).toEqual([]);
  sandbox.faults.always("hitpaw", "download", { kind: "wrong-content-type", as: "html" });
  const { failures } = await client.run({ task: "cutout" }, image, { provider: "hitpaw" });
  expect(failures[0]?.error.message).toContain("the result is not an image (it is a web page)");
});

it.each([true, false])(
  "stops reading a result that is larger than allowed, declared or not: %s",
  async (declared) => {
    sandbox.faults.always("hitpaw", "download", { kind: "oversized", bytes: 3_000_000, declared });
    const client = sandboxClient(sandbox, { maxResultBytes: 1_000_000 });
    const { failures } = await client.run({ task: "cutout" }, image, { provider: "hitpaw" });
    expect(failures[0]?.error.code).toBe("result-too-large");
  },
);

it("lists what each provider can do", () => {
  const { providers } = sandboxClient(sandbox);
  expect(
    providers.map(({ id, capabilities }) => [id, capabilities.tasks, capabilities.keyInBrowser]),
  ).toEqual([
    ["aetherforge", ["split", "cutout"], "unstated"],
    ["claid", ["split", "cutout", "replace-background"], "unstated"],
    ["figur", ["replace-background"], "forbidden"],
    ["hitpaw", ["cutout"], "unstated"],
  ]);
  for (const { capabilities } of providers) expect(capabilities.crossOrigin).toBe("unknown");
});
