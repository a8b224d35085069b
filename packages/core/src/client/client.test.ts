import { describe, expect, it } from "vitest";
import { localServer } from "../../../../test/support/local-server.ts";
import type { CallContext } from "../contract/call-context.ts";
import type { Clock } from "../contract/clock.ts";
import type { JobHandle, JobOutput, JobRequest } from "../contract/job.ts";
import type { Progress } from "../contract/progress.ts";
import type { Provider, Submitted } from "../contract/provider.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { systemClock } from "../http/clock.ts";
import { newHandle } from "../http/new-handle.ts";
import { capabilities } from "../providers/claid/provider.ts";
import { createClient } from "./create-client.ts";
import { imageFromBytes } from "./image.ts";
import type { JournalEntry } from "./journal.ts";
import { memoryResults } from "./results.ts";

const png = Uint8Array.from("\x89PNG\r\n\x1a\n and the rest of it", (char) => char.charCodeAt(0));
const image = imageFromBytes(png, "cup.png");
const at = { provider: "fake" } as const;

/** Pauses pass a hundred times as fast. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms / 100, signal),
};

const outputs = (content: JobOutput["content"] = png): readonly JobOutput[] => [{ role: "cutout", content }];

/** A provider without a network: every submit is paid, every job has ended when it is asked about. */
function fake(own: Partial<Provider> & { readonly answer?: Partial<Submitted> } = {}): Provider<"fake"> {
  const { answer, ...rest } = own;
  const provider = { id: "fake", name: "Fake" } as const;
  let jobs = 0;
  return {
    ...provider,
    capabilities: { ...capabilities, cadence: { first: 100, every: 100, min: 100 } },
    submit: async (request: JobRequest, context: CallContext) => {
      await context.paying({ synchronous: answer?.outputs !== undefined });
      const accepted = { job: `job-${++jobs}`, submittedAt: context.clock.now() };
      return { handle: newHandle(provider, request, accepted), ...answer };
    },
    status: async () => ({ state: "succeeded", raw: "DONE", outputs: outputs() }),
    ...rest,
    ...provider,
  };
}

describe("outputs that come with the submit", () => {
  const synchronous = {
    capabilities: { ...capabilities, synchronous: { inputs: ["bytes"], result: "bytes" } },
  } as const;
  const provider = () =>
    fake({
      ...synchronous,
      answer: { outputs: outputs() },
      status: async () => {
        throw new Error("such a job is never polled");
      },
    });

  it("are in the store before the handle is in the journal, so that any process can resume", async () => {
    const results = memoryResults();
    const log: string[] = [];
    const store = {
      ...results,
      put: async (key: string, bytes: Uint8Array) => {
        log.push(`put ${/^[\w-]+$/.test(key)}`);
        await results.put(key, bytes);
      },
    };
    const journal = { write: ({ type }: JournalEntry) => void log.push(type) };
    const client = createClient({ providers: [provider()], results: store, journal, clock });
    const { handles } = await client.submit({ task: "cutout" }, image, at);
    expect(log).toEqual(["intent", "put true", "handle"]);
    const saved = JSON.parse(JSON.stringify(handles[0]));
    const other = createClient({ providers: [provider()], results, clock });
    expect(other.providers[0]?.resumable).toBe(true);
    for (const _again of [1, 2]) {
      expect((await other.resume(saved)).layers[0]?.bytes).toEqual(png);
      expect(await other.status(saved)).toMatchObject({ state: "succeeded", outputs: [{ role: "cutout" }] });
    }
  });

  it("are said not to be resumable, before they are paid for, where there is no store", async () => {
    const client = createClient({ providers: [provider()], clock });
    expect(client.providers[0]?.resumable).toBe(false);
    const { layers, jobs } = await client.run({ task: "cutout" }, image, at);
    expect(layers[0]?.bytes).toEqual(png);
    const elsewhere = createClient({ providers: [provider()], clock });
    await expect(elsewhere.resume(jobs[0]?.handle)).rejects.toMatchObject({
      code: "result-expired",
      detail: expect.stringContaining("kept by no result store"),
    });
  });

  it.each([
    ["fails", () => Promise.reject(new Error("disk full"))],
    ["never settles", () => new Promise<void>(() => {})],
  ])("are delivered in this process though the store %s", async (_what, put) => {
    const results = { put, get: () => undefined };
    const client = createClient({ providers: [provider()], results, clock });
    expect((await client.run({ task: "cutout" }, image, at)).layers).toHaveLength(1);
  });

  it("go into the handle where they are URLs", async () => {
    const { origin } = await localServer((response) => response.end(png));
    const given = fake({ answer: { outputs: outputs(`${origin}/a.png`) } });
    const client = createClient({ providers: [given], clock });
    const { handles } = await client.submit({ task: "cutout" }, image, at);
    expect(handles[0]?.outputs).toEqual([{ role: "cutout", url: `${origin}/a.png` }]);
    expect((await createClient({ providers: [given], clock }).resume(handles[0])).layers).toHaveLength(1);
  });

  it("that are too large to keep say that the job may have been charged", async () => {
    const content = `data:image/png;base64,${"A".repeat(4000)}`;
    const provider = fake({ answer: { outputs: outputs(content) } });
    const client = createClient({ providers: [provider], clock, maxResultBytes: 1000 });
    const { failures } = await client.run({ task: "cutout" }, image, at);
    expect(failures[0]?.error).toMatchObject({ code: "result-too-large", mayHaveBeenCharged: true });
  });

  it("say that the job is running while the response is waited for", async () => {
    const phases: Progress["phase"][] = [];
    const client = createClient({ providers: [provider()], clock });
    await client.run({ task: "cutout" }, image, { ...at, onProgress: ({ phase }) => phases.push(phase) });
    expect(phases).toEqual(["running", "downloading", "done"]);
  });
});

describe("a journal that never settles", () => {
  const hanging = (type: JournalEntry["type"]) => ({
    write: (entry: JournalEntry) => (entry.type === type ? new Promise<void>(() => {}) : undefined),
  });

  it("ends at the deadline, and nothing is paid", async () => {
    let submitted = 0;
    const provider = fake();
    const counting = {
      ...provider,
      submit: async (request: JobRequest, context: CallContext) => {
        const done = await provider.submit(request, context);
        submitted++;
        return done;
      },
    };
    const client = createClient({ providers: [counting], journal: hanging("intent"), clock });
    const { failures } = await client.run({ task: "cutout" }, image, { ...at, deadline: 2000 });
    expect(failures[0]?.error).toMatchObject({ code: "deadline", mayHaveBeenCharged: false });
    const controller = new AbortController();
    const running = client.run({ task: "cutout" }, image, { ...at, signal: controller.signal });
    controller.abort();
    expect((await running).failures[0]?.error).toMatchObject({ code: "aborted", mayHaveBeenCharged: false });
    expect(submitted).toBe(0);
  });

  it.each(["handle", "ended"] as const)("does not keep back what was paid for: %s", async (type) => {
    const client = createClient({ providers: [fake()], journal: hanging(type), clock });
    expect((await client.run({ task: "cutout" }, image, at)).layers).toHaveLength(1);
  });
});

describe("submits whose responses were lost", () => {
  /** Three jobs at the service; which submit made which is not known. */
  const listed = ["a", "b", "c"];
  const losing = () =>
    fake({
      submit: async (_request, context) => {
        await context.paying({ marker: "same" });
        throw new StratifyError({ code: "outcome-unknown", mayHaveBeenCharged: true });
      },
      recover: async (intent, context, claim) => {
        for (const job of listed) {
          await context.clock.sleep(1, context.signal);
          if (!claim(job)) continue;
          const { task, image, provider, sentAt } = intent;
          return { version: 3, provider, job, task, image, submittedAt: sentAt };
        }
        return undefined;
      },
    });

  it("never take up the same job", async () => {
    const client = createClient({ providers: [losing()], clock });
    const runs = await Promise.all([1, 2, 3, 4].map(() => client.run({ task: "cutout" }, image, at)));
    const jobs = runs.flatMap(({ jobs }) => jobs.map(({ handle }) => handle.job));
    expect(jobs.toSorted()).toEqual(listed);
    expect(runs.flatMap(({ failures }) => failures)).toMatchObject([{ error: { code: "outcome-unknown" } }]);
  });

  it("get both jobs when one takes the other's before the other hears of it", async () => {
    const lost = losing();
    let submits = 0;
    const racing: Provider<"fake"> = {
      ...lost,
      submit: async (request, context) => {
        if (submits++ > 0) return lost.submit(request, context);
        await context.paying({ marker: "same" });
        // Its response names job "a", which the other submit has found in the list by then.
        await context.clock.sleep(5000, context.signal);
        return { handle: newHandle(lost, request, { job: "a", submittedAt: context.clock.now() }) };
      },
    };
    const client = createClient({ providers: [racing], clock });
    const runs = await Promise.all([1, 2].map(() => client.run({ task: "cutout" }, image, at)));
    expect(runs.flatMap(({ jobs }) => jobs.map(({ handle }) => handle.job)).toSorted()).toEqual(["a", "b"]);
  });

  it("do not take a job whose handle the journal of another process holds", async () => {
    const handle = (job: string): JobHandle => {
      return { version: 3, provider: "fake", job, task: "cutout", image: "x.png", submittedAt: 1 };
    };
    const entries: JournalEntry[] = ["a", "c"].map((job) => ({
      type: "handle",
      intent: job,
      handle: handle(job),
    }));
    const journal = { write: () => {}, read: () => entries };
    const client = createClient({ providers: [losing()], journal, clock });
    const { jobs } = await client.run({ task: "cutout" }, image, at);
    expect(jobs.map(({ handle }) => handle.job)).toEqual(["b"]);
  });
});

describe("cancel", () => {
  const refused = async () => {
    throw new StratifyError({ code: "refused", status: 409 });
  };
  const handle: JobHandle = {
    version: 3,
    provider: "fake",
    job: "7",
    task: "cutout",
    image: "cup.png",
    submittedAt: 1,
  };

  it("has worked when the job is canceled, though the service refuses the repeat", async () => {
    const status = async () => ({ state: "canceled", raw: "CANCELED" }) as const;
    const client = createClient({ providers: [fake({ cancel: refused, status })], clock });
    await expect(client.cancel(handle)).resolves.toBeUndefined();
  });

  it("has not worked when the job goes on", async () => {
    const status = async () => ({ state: "running", raw: "RUNNING" }) as const;
    const client = createClient({ providers: [fake({ cancel: refused, status })], clock });
    await expect(client.cancel(handle)).rejects.toMatchObject({ code: "refused", status: 409 });
  });

  it.each(["succeeded", "failed", "running", "canceled"] as const)(
    "believes the job's status where the response tells it: %s",
    async (state) => {
      const status = {
        succeeded: { state: "succeeded", outputs: [] },
        failed: { state: "failed", reason: { code: "job-failed" } },
        running: { state: "running" },
        canceled: { state: "canceled" },
      } as const;
      const cancel = async () => ({ raw: "", ...status[state] });
      const canceling = createClient({ providers: [fake({ cancel })], clock }).cancel(handle);
      if (state === "succeeded" || state === "failed")
        await expect(canceling).rejects.toMatchObject({ code: "refused", detail: "the job has ended" });
      else await expect(canceling).resolves.toBeUndefined();
    },
  );

  it("says where jobs can't be canceled", async () => {
    const client = createClient({ providers: [fake()], clock });
    await expect(client.cancel(handle)).rejects.toMatchObject({ code: "unsupported" });
  });
});

describe("a failure", () => {
  const failing = fake({
    status: async () => ({ state: "failed", raw: "ERROR", reason: { code: "job-failed", detail: "no" } }),
  });

  it("names its job, and offers a handle only where resume can still deliver", async () => {
    const client = createClient({ providers: [failing], clock });
    const { failures } = await client.run({ task: "cutout" }, image, at);
    expect(failures[0]?.handle?.job).toBe("job-1");
    expect(failures[0]?.error.code).toBe("job-failed");
    expect(failures[0]?.error.handle).toBeUndefined();
    const stuck = fake({ status: async () => ({ state: "running", raw: "RUNNING" }) });
    const late = await createClient({ providers: [stuck], clock }).run({ task: "cutout" }, image, {
      ...at,
      deadline: 3000,
    });
    expect(late.failures[0]?.error).toMatchObject({ code: "deadline", handle: { job: "job-1" } });
  });

  it("of one keyword stands beside the layers of the others, also when it can't be sent at all", async () => {
    const client = createClient({ providers: [fake()], clock });
    const task = { task: "split", keywords: ["shoe", "TV"] } as const;
    const { layers, failures } = await client.run(task, image, at);
    expect(layers.map(({ keyword }) => keyword)).toEqual(["shoe"]);
    expect(failures).toMatchObject([{ keyword: "TV", error: { code: "invalid-request" } }]);
  });
});

describe("a client", () => {
  it("takes each id once", () => {
    expect(() => createClient({ providers: [fake(), fake()] })).toThrow(/the same id/);
  });

  it.each([0, -1, NaN])("does at least one job at once: %s is refused", (concurrency) => {
    expect(() => createClient({ providers: [fake()], concurrency })).toThrow(/at least 1/);
  });

  it("says which provider of a handle is not configured", async () => {
    const handle = { version: 3, provider: "other", job: "7", task: "cutout", image: "a", submittedAt: 1 };
    await expect(createClient({ providers: [fake()] }).resume(handle)).rejects.toMatchObject({
      code: "not-configured",
      message: expect.stringMatching(/"other".*configured: fake.*resume the job/),
      handle: { job: "7" },
    });
  });

  it("sends images to services as they are shown, and leaves those that stay here as they are", async () => {
    const seen: string[] = [];
    const watched = (host: string | undefined) => {
      const provider = fake();
      return {
        ...provider,
        capabilities: { ...provider.capabilities, host },
        submit: (request: JobRequest, context: CallContext) => {
          seen.push(`${host}: ${request.image.name}`);
          return provider.submit(request, context);
        },
      };
    };
    const upright = async (given: typeof image) => ({ ...given, name: "upright" });
    for (const host of ["api.test", undefined]) {
      await createClient({ providers: [watched(host)], upright, clock }).run({ task: "cutout" }, image, at);
    }
    expect(seen).toEqual(["api.test: upright", "undefined: cup.png"]);
  });
});

it("one result that can't be had stops the downloads of the others", async () => {
  let hung = 0;
  let closed = () => {};
  const closing = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { origin } = await localServer((response, { path }) => {
    if (path === "/bad") return response.end("no image");
    hung++;
    response.on("close", closed);
    return response.write(png);
  });
  const both: readonly JobOutput[] = ["/slow", "/bad"].map((path) => ({
    role: "layer",
    content: origin + path,
  }));
  const provider = fake({ status: async () => ({ state: "succeeded", raw: "DONE", outputs: both }) });
  const { failures } = await createClient({ providers: [provider], clock }).run(
    { task: "cutout" },
    image,
    at,
  );
  expect(failures[0]?.error.code).toBe("result-invalid");
  await closing;
  expect(hung).toBe(1);
});

describe("a fresh result that its storage does not know yet", () => {
  it.each([404, 403])("is asked for again with pauses, not lost: status %i", async (status) => {
    const { origin, received } = await localServer((response, _request, index) =>
      index < 3 ? response.writeHead(status).end() : response.end(png),
    );
    const provider = fake({
      status: async () => ({ state: "succeeded", raw: "DONE", outputs: outputs(`${origin}/a.png`) }),
    });
    const entries: string[] = [];
    const journal = { write: ({ type }: JournalEntry) => void entries.push(type) };
    const client = createClient({ providers: [provider], journal, clock });
    expect((await client.run({ task: "cutout" }, image, at)).layers).toHaveLength(1);
    expect(received).toHaveLength(4);
    expect(entries).toEqual(["intent", "handle", "ended"]);
  });

  it("that never comes leaves a job that can be resumed", async () => {
    const { origin } = await localServer((response) => response.writeHead(404).end());
    const provider = fake({
      status: async () => ({ state: "succeeded", raw: "DONE", outputs: outputs(`${origin}/a.png`) }),
    });
    const entries: string[] = [];
    const journal = { write: ({ type }: JournalEntry) => void entries.push(type) };
    const client = createClient({ providers: [provider], journal, clock });
    const { failures } = await client.run({ task: "cutout" }, image, at);
    expect(failures[0]?.error).toMatchObject({ code: "result-expired", handle: { job: "job-1" } });
    expect(entries).toEqual(["intent", "handle"]);
  });
});

describe("a host that never settles", () => {
  const never = () => new Promise<never>(() => {});
  const kept = { outputs: [{ role: "cutout", key: "a" }] };
  const saved = {
    version: 3,
    provider: "fake",
    job: "7",
    task: "cutout",
    image: "a",
    submittedAt: 1,
    ...kept,
  };

  it("ends with the deadline while it turns an image", async () => {
    const client = createClient({ providers: [fake()], upright: never, clock });
    const { failures } = await client.run({ task: "cutout" }, image, { ...at, deadline: 1000 });
    expect(failures[0]?.error).toMatchObject({ code: "deadline", mayHaveBeenCharged: false });
  });

  it("ends with the deadline while its journal is read", async () => {
    const submit = async (_request: JobRequest, context: CallContext) => {
      await context.paying({});
      throw new Error("lost");
    };
    const providers = [fake({ submit, recover: async () => undefined })];
    const client = createClient({ providers, journal: { write: () => {}, read: never }, clock });
    const { failures } = await client.run({ task: "cutout" }, image, { ...at, deadline: 1000 });
    expect(failures[0]?.error).toMatchObject({ mayHaveBeenCharged: true });
  });

  it("ends with the deadline while a result is read", async () => {
    const results = { put: () => {}, get: never };
    const client = createClient({ providers: [fake()], results, clock });
    const error = { code: "deadline", handle: { job: "7" } };
    await expect(client.resume(saved, { deadline: 1000 })).rejects.toMatchObject(error);
  });
});

it("delivers although the host's history can be neither read nor written", async () => {
  const full = () => {
    throw new Error("the storage is full");
  };
  const client = createClient({ providers: [fake()], history: { durations: full, add: full }, clock });
  const { layers, failures } = await client.run({ task: "cutout" }, image, at);
  expect([layers.length, failures.length]).toEqual([1, 0]);
});

it("finds the job of a lost submit as often as it is asked, and gives it to no other submit", async () => {
  const recover: Provider["recover"] = async (intent, _context, claim) =>
    claim("7")
      ? { version: 3, ...at, job: "7", task: "cutout", image: "a", submittedAt: intent.sentAt }
      : undefined;
  const client = createClient({ providers: [fake({ recover })], clock });
  const lost = (id: string) =>
    client
      .recover({ version: 3, ...at, id, task: "cutout", image: "a", sentAt: 1 })
      .then((found) => found?.job);
  expect([await lost("a"), await lost("a"), await lost("b")]).toEqual(["7", "7", undefined]);
});

it("pays once for a keyword that is written in two ways", async () => {
  const keywords = ["caf\u00e9", "Cafe\u0301"];
  const client = createClient({ providers: [fake()], clock });
  expect((await client.run({ task: "split", keywords }, image, at)).jobs).toHaveLength(1);
});

it("reports a service's words without the signatures of URLs", async () => {
  const notes: unknown[] = [];
  const status = async () => ({ state: "succeeded", raw: "", outputs: outputs() }) as const;
  const running = { state: "running", raw: "", note: "saved to https://files.test/a.png?sig=1" } as const;
  let polls = 0;
  const provider = fake({ status: async () => (polls++ > 0 ? status() : running) });
  const onProgress = ({ note }: Progress) => void notes.push(note);
  await createClient({ providers: [provider], clock }).run({ task: "cutout" }, image, { ...at, onProgress });
  expect(notes.filter(Boolean)).toEqual(["saved to https://files.test/a.png?..."]);
});
