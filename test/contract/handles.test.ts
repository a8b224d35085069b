import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Intent, JobHandle, JournalEntry } from "@stratify/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { diskResults } from "./disk-results.ts";
import type { LeftBehind, Resumed } from "./resume-in-new-process.ts";
import { firstCase, type SuiteCase, sandboxClient, serviceCases, taskOf } from "./services.ts";
import { submitOne } from "./submit-one.ts";

let sandbox: Sandbox;
/** Where results are kept that come with a submit. */
let folder: string;
beforeEach(async () => {
  sandbox = await startSandbox({ results: "tiny" });
  folder = await mkdtemp(join(tmpdir(), "stratify-handles-"));
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const program = fileURLToPath(new URL("./resume-in-new-process.ts", import.meta.url));

async function inNewProcess(left: { handle: unknown } | { intent: Intent }): Promise<Resumed> {
  const input: LeftBehind = { sites: { services: sandbox.services }, results: folder, ...left };
  const running = promisify(execFile)(process.execPath, [program], { timeout: 20_000 });
  running.child.stdin?.end(JSON.stringify(input));
  return JSON.parse((await running).stdout);
}

/** Starts the one job of a case's task. */
async function submit(service: SuiteCase): Promise<JobHandle> {
  const task = await taskOf(sandbox, service);
  const client = sandboxClient(sandbox, { results: diskResults(folder) });
  return submitOne(client, task, service.image(sandbox), { provider: service.service });
}

describe.each(serviceCases)("$name", (service) => {
  it("resumes in a new process from the handle's JSON alone", async () => {
    const handle = await submit(service);
    const resumed = await inNewProcess({ handle });
    expect(resumed).toMatchObject({ layers: expect.arrayContaining([expect.anything()]) });
    const layers = "layers" in resumed ? resumed.layers : [];
    expect(layers.map(({ name, role }) => `${name} (${role}`)).toEqual(
      service.layers.map((layer) => layer.split(",")[0]),
    );
    expect(sandbox.paid.count(service.service)).toBe(1);
    expect(sandbox.leaks).toEqual([]);
  });

  // A job that had ended at its submit had no handle in version 1: there was nothing to poll.
  if (!service.polled) return;
  it("resumes in a new process from a handle of version 1", async () => {
    const { provider, job, task, keyword, submittedAt } = await submit(service);
    const handle = {
      version: 1,
      provider,
      jobId: job,
      task,
      ...(keyword && { keyword }),
      submittedAt: new Date(submittedAt).toISOString(),
    };
    const resumed = await inNewProcess({ handle });
    expect(resumed).toMatchObject({ layers: expect.arrayContaining([expect.anything()]) });
    expect(sandbox.paid.count(service.service)).toBe(1);
  });
});

describe.each(serviceCases.filter(({ facts }) => facts.recovers))("$name", (service) => {
  it("recovers, in a new process, a job of which only the journal's intent is left", async () => {
    const task = await taskOf(sandbox, service);
    const entries: JournalEntry[] = [];
    const client = sandboxClient(sandbox, { journal: { write: (entry) => void entries.push(entry) } });
    sandbox.faults.always(service.service, "submit", { kind: "reset-after" });
    sandbox.faults.always(service.service, "list", { kind: "status", status: 500 });
    const { failures } = await client.run(task, service.image(sandbox), { provider: service.service });
    expect(failures[0]?.error).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(entries.map(({ type }) => type)).toEqual(["intent"]);

    sandbox.faults.clear();
    const [entry] = entries;
    if (entry?.type !== "intent") throw new Error("no intent was journalled");
    const resumed = await inNewProcess({ intent: entry.intent });
    expect(resumed).toMatchObject({ layers: service.layers.map(() => ({ size: expect.any(Number) })) });
    expect(sandbox.paid.count(service.service)).toBe(1);
  });
});

it("says of a handle whose provider is missing here that the job can be resumed once it is there", async () => {
  const handle = await submit(firstCase("that is polled", ({ polled }) => polled));
  sandbox.requests.length = 0;
  const resuming = sandboxClient(sandbox).resume({ ...handle, provider: "acme" });
  await expect(resuming).rejects.toMatchObject({ code: "not-configured", mayHaveBeenCharged: false });
  expect(sandbox.requests).toEqual([]);
});

describe("a handle that can't be resumed", () => {
  const polled = firstCase("that is polled", (each) => each.polled);
  const good: JobHandle = {
    version: 3,
    provider: polled.service,
    job: "7",
    task: "cutout",
    image: "coffee.png",
    submittedAt: 1_767_600_000_000,
  };
  const { job: _, ...noJob } = good;

  it.each<[what: string, saved: unknown, why: RegExp]>([
    ["of a newer version", { ...good, version: 4 }, /newer version wrote it: 4/],
    ["of another program", { id: 7, type: "job" }, /it has no version/],
    ["without its job", noJob, /its job is missing or broken/],
    ["whose job is a step up an address", { ...good, job: ".." }, /its job is missing or broken/],
    ["of an unknown task", { ...good, task: "upscale" }, /its task is missing or broken/],
    ["with a time in words", { ...good, submittedAt: "yesterday" }, /its submittedAt is missing or broken/],
    [
      "of version 1 with a broken time",
      { version: 1, provider: polled.service, jobId: "7", task: "cutout", submittedAt: "soon" },
      /its submittedAt is missing or broken/,
    ],
    ["that is broken JSON", JSON.stringify(good).slice(0, -5), /it is no JSON object/],
    ["that is empty", "", /it is no JSON object/],
    ["that is nothing", undefined, /it is no JSON object/],
    ["whose version is no number", { ...good, version: "2" }, /newer version wrote it/],
    ["that is a list", [good], /it has no version/],
  ])("is refused in a clear sentence, and nothing is sent: one %s", async (_what, saved, why) => {
    const error = await sandboxClient(sandbox)
      .resume(saved)
      .then(() => undefined)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "bad-handle", mayHaveBeenCharged: false });
    expect(error).toHaveProperty("message", expect.stringMatching(why));
    expect(error).toHaveProperty(
      "message",
      expect.stringMatching(/^this is not a job handle .*\. Use the JSON/),
    );
    expect(sandbox.requests).toEqual([]);
  });
});

describe.each(serviceCases.filter(({ polled }) => polled))("$name", (service) => {
  it("tells of a job that the service has forgotten", async () => {
    const handle = await submit(service);
    await sandbox.close();
    // Other books: of the job nobody here has heard.
    sandbox = await startSandbox({ results: "tiny", seed: "another" });
    expect(await inNewProcess({ handle })).toMatchObject({
      error: { code: "not-found", message: expect.stringMatching(/coffee\.png.*: .*does not know/) },
    });
  });
});
