import type { Progress } from "@stratify/core";
import { services } from "@stratify/core/services";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sandboxProviders } from "../sandbox/providers.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { fastClock, firstCase, type SuiteCase, sandboxClient, serviceCases, taskOf } from "./services.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny" });
});
afterEach(() => sandbox.close());

const splitting = firstCase(
  "that splits by upload and is polled",
  ({ task, input, polled }) => task.task === "split" && input === "bytes" && polled,
);
const uploading = firstCase(
  "that uploads first and is polled",
  ({ uploads, polled }) => uploads.length > 0 && polled,
);
const downloading = firstCase(
  "with results to download",
  ({ facts, polled }) => facts.results === "url" && polled,
);

/** Runs a case's own task through a client of every service. */
async function runCase(
  service: SuiteCase,
  onProgress: (event: Progress) => void = () => {},
  client = sandboxClient(sandbox),
) {
  const task = await taskOf(sandbox, service);
  return client.run(task, service.image(sandbox), { provider: service.service, onProgress });
}

/** A provider that splits and is limited in a way that not all are. */
function splitterWith(what: string, is: (provider: ReturnType<typeof sandboxProviders>[number]) => boolean) {
  const found = sandboxProviders(sandbox).find((each) => each.capabilities.keywords && is(each));
  if (!found) throw new Error(`no provider that splits has ${what}`);
  return found;
}

it("returns the layers that succeeded beside the failures, keyword by keyword", async () => {
  sandbox.faults.next(splitting.service, "submit", { kind: "job-failed" });
  const client = sandboxClient(sandbox, { concurrency: 1 });
  const task = { task: "split", keywords: ["arm", "leg", "body"] } as const;
  const { layers, failures } = await client.run(task, splitting.image(sandbox), {
    provider: splitting.service,
  });
  expect(layers).toHaveLength(2 * splitting.layers.length);
  for (const { name } of layers) expect(name).toMatch(/^(leg|body)/);
  expect(failures.map(({ keyword, error }) => [keyword, error.code])).toEqual([["arm", "job-failed"]]);
  expect(failures[0]?.error.message).toContain(': coffee.png, keyword "arm": ');
});

it("pays once for a keyword that is there twice", async () => {
  const task = { task: "split", keywords: ["arm", " Arm ", "arm"] } as const;
  const image = splitting.image(sandbox);
  const { jobs } = await sandboxClient(sandbox).run(task, image, { provider: splitting.service });
  expect(jobs).toHaveLength(1);
  expect(sandbox.paid.count(splitting.service)).toBe(1);
});

it("makes a failure of an invalid keyword, sends nothing for it, and delivers the others", async () => {
  const { id, capabilities } = splitterWith(
    "a shortest keyword",
    (each) => (each.capabilities.keywords?.min ?? 0) > 1,
  );
  const least = capabilities.keywords?.min ?? 0;
  const short = "x".repeat(least - 1);
  const image = splitting.image(sandbox);
  const client = sandboxClient(sandbox);
  const task = { task: "split", keywords: ["red shoe", short] } as const;
  const { layers, failures } = await client.run(task, image, { provider: id });
  expect(layers.length).toBeGreaterThan(0);
  expect(failures.map(({ keyword, error }) => [keyword, error.code])).toEqual([[short, "invalid-request"]]);
  expect(failures[0]?.error.message).toMatch(new RegExp(`"${short}".*at least ${least} characters`));
  expect(sandbox.paid.count()).toBe(1);
});

it("keeps no more jobs in flight than it was told", async () => {
  await sandbox.close();
  sandbox = await startSandbox({ results: "tiny", latency: 60 });
  const inFlight = new Set<string>();
  let most = 0;
  const onProgress = ({ keyword = "", phase }: Progress) => {
    if (phase === "done") inFlight.delete(keyword);
    else inFlight.add(keyword);
    most = Math.max(most, inFlight.size);
  };
  const keywords = Array.from({ length: 9 }, (_, index) => `part ${index}`);
  const client = sandboxClient(sandbox, { concurrency: 3 });
  const { jobs } = await client.run({ task: "split", keywords }, splitting.image(sandbox), {
    provider: splitting.service,
    onProgress,
  });
  expect(jobs).toHaveLength(9);
  expect(most).toBe(3);
});

it("keeps within the rate windows that a provider declares", async () => {
  const speed = 5;
  const { id, capabilities } = splitterWith("a rate window of a second", (each) =>
    each.capabilities.rateWindows.some(({ ms }) => ms === 1000),
  );
  const { limit = 0 } = capabilities.rateWindows.find(({ ms }) => ms === 1000) ?? {};
  const keywords = Array.from({ length: 2 * limit + 1 }, (_, index) => `part ${index}`);
  const client = sandboxClient(sandbox, { concurrency: keywords.length, clock: fastClock(speed) });
  await client.run({ task: "split", keywords }, splitting.image(sandbox), { provider: id });
  const sent = sandbox.requests.filter(({ site }) => site === id).map(({ at }) => at);
  expect(sent.length).toBeGreaterThan(limit);
  const gaps = sent.slice(limit).map((at, index) => at - (sent[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(1000 / speed - 50);
});

it("tells what happens to every job", async () => {
  await sandbox.close();
  sandbox = await startSandbox({ results: "tiny", latency: { polls: 3 } });
  const events: Progress[] = [];
  const { jobs } = await runCase(uploading, (event) => events.push(event));
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
    provider: uploading.service,
    task: uploading.task.task,
    image: "coffee.png",
    raw: expect.stringMatching(/./),
    job: jobs[0]?.handle.job,
    ...(uploading.cost && { cost: uploading.cost }),
  });
  const times = events.map(({ elapsed }) => elapsed);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

it("does not lose a paid job to a listener that throws", async () => {
  const { layers } = await runCase(uploading, () => {
    throw new Error("the listener's own trouble");
  });
  expect(layers.length).toBeGreaterThan(0);
});

it("fetches results at once, without the key, and says when they are gone", async () => {
  sandbox.faults.always(downloading.service, "download", { kind: "expired-url" });
  const { failures } = await runCase(downloading);
  expect(failures[0]?.error.code).toBe("result-expired");
  expect(sandbox.leaks).toEqual([]);
});

it("believes the first bytes of a result, not its content type", async () => {
  const { service } = downloading;
  sandbox.faults.always(service, "download", { kind: "wrong-content-type", as: "text" });
  expect((await runCase(downloading)).failures).toEqual([]);
  sandbox.faults.always(service, "download", { kind: "wrong-content-type", as: "html" });
  const { failures } = await runCase(downloading);
  expect(failures[0]?.error.message).toContain("the result is not an image (it is a web page)");
});

it.each([true, false])(
  "stops reading a result that is larger than allowed, declared or not: %s",
  async (declared) => {
    sandbox.faults.always(downloading.service, "download", { kind: "oversized", bytes: 3_000_000, declared });
    const client = sandboxClient(sandbox, { maxResultBytes: 1_000_000 });
    const { failures } = await runCase(downloading, undefined, client);
    expect(failures[0]?.error.code).toBe("result-too-large");
  },
);

it("lists every provider, with the tasks that it can do", () => {
  const { providers } = sandboxClient(sandbox);
  expect(providers.map(({ id }) => id)).toEqual(services.map(({ id }) => id));
  for (const { service, task, input } of serviceCases) {
    const found = providers.find(({ id }) => id === service);
    expect(found?.capabilities.tasks).toContain(task.task);
    expect(found?.capabilities.inputs).toContain(input);
  }
});
