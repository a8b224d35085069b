import {
  type Client,
  type Intent,
  type JobHandle,
  type JobResult,
  type Journal,
  parseHandle,
  StratifyError,
  type TaskResult,
} from "@stratify/core";
import { describe, expect, it } from "vitest";
import { remarksOnJobs } from "../deliver/remarks.ts";
import { JournalStore } from "../journal/journal-store.ts";
import type { Operation } from "../operation.ts";
import { openImageRun } from "./image-run.ts";
import { mayPayTwice, nextStep } from "./standing.ts";

const signal = new AbortController().signal;
const image = { kind: "bytes", name: "desk.png", bytes: new Uint8Array(8), format: "png" } as const;
const split: Operation = { op: "layers", keywords: ["cup", "pen"] };
const handleOf = (job: string, keyword?: string): JobHandle => ({
  version: 3,
  provider: "acme",
  job,
  task: "split",
  image: "desk.png",
  submittedAt: 1,
  ...(keyword !== undefined && { keyword }),
});
const intentOf = (id: string, keyword?: string): Intent => ({
  version: 3,
  id,
  provider: "acme",
  task: "split",
  image: "desk.png",
  sentAt: 1,
  ...(keyword !== undefined && { keyword }),
});
const resultOf = (handle: JobHandle): JobResult => ({ handle, layers: [], polls: 1, elapsed: 1 });

/** What the provider does with a job: by keyword, the first word for the first paid request, and so on. */
type Fate = "delivers" | "fails" | "refuses" | "times-out" | "is-lost";

/** A client that does what the script says, and counts what is paid. */
function scripted(
  script: Readonly<Record<string, readonly Fate[]>>,
  found: Readonly<Record<string, JobHandle>> = {},
) {
  const paid: string[] = [];
  const resumed: string[] = [];
  const canceled: string[] = [];
  const submit = async (keyword: string, journal: Journal | undefined): Promise<TaskResult> => {
    const fate = script[keyword]?.[paid.filter((each) => each === keyword).length] ?? "delivers";
    const intent = intentOf(`${keyword}-${paid.length}`, keyword);
    if (fate === "refuses") return failed(new StratifyError({ code: "invalid-request", keyword }));
    paid.push(keyword);
    await journal?.write({ type: "intent", intent });
    if (fate === "is-lost")
      return failed(new StratifyError({ code: "outcome-unknown", keyword, mayHaveBeenCharged: true }));
    const handle = handleOf(`job-${keyword}`, keyword);
    await journal?.write({ type: "handle", intent: intent.id, handle });
    if (fate === "times-out") return failed(new StratifyError({ code: "deadline", keyword, handle }), handle);
    if (fate === "fails") {
      await journal?.write({ type: "ended", handle, outcome: "failed" });
      return failed(new StratifyError({ code: "job-failed", keyword }), handle);
    }
    return { layers: [], failures: [], jobs: [resultOf(handle)] };
  };
  const failed = (error: StratifyError, handle?: JobHandle): TaskResult => ({
    layers: [],
    jobs: [],
    failures: [
      { error, ...(error.keyword !== undefined && { keyword: error.keyword }), ...(handle && { handle }) },
    ],
  });
  const unused = () => Promise.reject(new Error("not part of this script"));
  const client: Client = {
    providers: [],
    async run(task, _, { journal, signal: stop }) {
      const keyword = task.task === "split" ? (task.keywords[0] ?? "") : "";
      await Promise.resolve();
      return stop?.aborted
        ? failed(new StratifyError({ code: "aborted", keyword }))
        : submit(keyword, journal ?? undefined);
    },
    resume: async (handle) => {
      const known = parseHandle(handle);
      resumed.push(known.job);
      return resultOf(known);
    },
    recover: async ({ keyword = "" }) => found[keyword],
    cancel: async ({ job }) => void canceled.push(job),
    submit: unused,
    wait: unused,
    status: unused,
    backgrounds: unused,
    sending: unused,
    wake() {},
  };
  return { client, paid, resumed, canceled };
}

/** A run over a journal in memory. */
function open(
  script: Readonly<Record<string, readonly Fate[]>>,
  found?: Readonly<Record<string, JobHandle>>,
  operation: Operation = split,
) {
  const kept = new Map<string, unknown>();
  const store = new JournalStore(
    {
      all: async () => [...kept.values()],
      write: async (id, record) => void kept.set(id, structuredClone(record)),
      remove: async (id) => void kept.delete(id),
    },
    { session: "a" },
  );
  const order = { operation, provider: { id: "acme", name: "Acme" } };
  const journal = store.begin({ ...order, image: { ref: "file:///desk.png", name: "desk.png" } });
  const { client, ...counts } = scripted(script, found);
  const run = openImageRun(order, { client: () => client, journal });
  const states = () => run.jobs.map(({ standing }) => standing.state);
  return { run, journal, kept, states, ...counts };
}

describe("openImageRun", () => {
  it("pays once for each keyword, and for one that reads the same twice only once", async () => {
    const { run, paid, states } = open({}, {}, { op: "layers", keywords: ["cup", "Cup ", "pen"] });
    await run.work({ signal, image });
    expect(paid.toSorted()).toEqual(["Cup", "pen"]);
    expect(states()).toEqual(["delivered", "delivered"]);
  });

  it("submits only the failed keyword again", async () => {
    const { run, paid, states } = open({ cup: ["fails", "delivers"] });
    await run.work({ signal, image });
    expect(states()).toEqual(["failed", "delivered"]);
    await run.work({ signal, image });
    expect(paid).toEqual(["cup", "pen", "cup"]);
    expect(states()).toEqual(["delivered", "delivered"]);
  });

  it("resumes what was accepted, and never pays for it again", async () => {
    const { run, paid, resumed, states } = open({ cup: ["times-out"] });
    await run.work({ signal, image });
    expect(run.jobs.map(({ standing }) => nextStep(standing))).toEqual(["resume", undefined]);
    await run.work({ signal, image });
    expect([paid, resumed]).toEqual([["cup", "pen"], ["job-cup"]]);
    expect(states()).toEqual(["delivered", "delivered"]);
  });

  it("works on one keyword alone where it is told to", async () => {
    const { run, paid } = open({ cup: ["fails"], pen: ["fails"] });
    await run.work({ signal, image });
    await run.work({ signal, image, only: ["pen"] });
    expect(paid).toEqual(["cup", "pen", "pen"]);
  });

  it("looks for a lost job before anything else, and takes it up", async () => {
    const { run, paid, resumed, states } = open({ cup: ["is-lost"] }, { cup: handleOf("found", "cup") });
    await run.work({ signal, image });
    expect(states()).toEqual(["unknown", "delivered"]);
    await run.work({ signal, image });
    expect([paid, resumed]).toEqual([["cup", "pen"], ["found"]]);
    expect(states()).toEqual(["delivered", "delivered"]);
  });

  it("says of a job that nobody knows that another request may pay twice", async () => {
    const { run, paid, journal } = open({ cup: ["is-lost"] });
    await run.work({ signal, image });
    await run.work({ signal, image });
    const [cup] = run.jobs;
    expect(cup?.standing).toMatchObject({ state: "lost", error: { mayHaveBeenCharged: true } });
    expect(cup && mayPayTwice(cup.standing)).toBe(true);
    expect(paid).toEqual(["cup", "pen"]);
    expect(journal.open().lost).toEqual([]);
  });

  it("pays nothing for what is refused before it is sent", async () => {
    const { run, paid, states } = open({ cup: ["refuses"] });
    await run.work({ signal, image });
    expect(paid).toEqual(["pen"]);
    expect(states()).toEqual(["unsubmitted", "delivered"]);
  });

  it("stops one keyword and lets the others go on", async () => {
    const { run, paid, states } = open({});
    const work = run.work({ signal, image });
    run.stop("cup");
    await work;
    expect(paid).toEqual(["pen"]);
    expect(states()).toEqual(["unsubmitted", "delivered"]);
  });

  it("keeps a job whose outcome is unknown while the journal can't be written", async () => {
    const { run, journal, states } = open({ cup: ["is-lost"] });
    await run.work({ signal, image });
    journal.drop = () => Promise.reject(new Error("no space left on device"));
    await run.work({ signal, image });
    expect(states()).toEqual(["unknown", "delivered"]);
  });

  it("cancels nothing where the provider can't be reached, and says nothing", async () => {
    const { client } = scripted({ cup: ["times-out"] });
    let isThere = true;
    const run = openImageRun(
      { operation: split, provider: { id: "acme", name: "Acme" } },
      {
        client: () => {
          if (isThere) return client;
          throw new Error("the relay does not answer");
        },
        journal: undefined,
      },
    );
    await run.work({ signal, image });
    isThere = false;
    await run.cancel(["cup", "pen"]);
    expect(run.jobs.map(({ standing }) => standing.state)).toEqual(["accepted", "delivered"]);
  });

  describe("after a crash", () => {
    const order = { operation: split, provider: { id: "acme", name: "Acme" } };
    const submitted = [
      { type: "intent", intent: intentOf("i", "cup") },
      { type: "handle", intent: "i", handle: handleOf("7", "cup") },
    ] as const;

    it("takes up what was paid for, without an image, and leaves the rest alone", async () => {
      const { client, paid, resumed } = scripted({});
      const run = openImageRun(order, { client: () => client, journal: undefined }, submitted);
      await run.work({ signal, only: ["cup"] });
      expect([paid, resumed]).toEqual([[], ["7"]]);
      expect(run.jobs.map(({ keyword, standing }) => [keyword, standing.state])).toEqual([
        ["cup", "delivered"],
        ["pen", "unsubmitted"],
      ]);
      expect(remarksOnJobs(run.jobs)).toEqual([{ kind: "not-submitted", name: "pen" }]);
    });

    it("leaves out what had ended", () => {
      const { client } = scripted({});
      const ended = { type: "ended", handle: handleOf("7", "cup"), outcome: "failed" } as const;
      const run = openImageRun(order, { client: () => client, journal: undefined }, [...submitted, ended]);
      expect(run.jobs.map(({ keyword }) => keyword)).toEqual(["pen"]);
    });
  });
});
