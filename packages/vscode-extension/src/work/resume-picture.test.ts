import { createClient, type Intent, type JobHandle, newHandle, type Provider } from "@stratify/core";
import { createEngine, localProvider } from "@stratify/local-engine";
import { beforeEach, describe, expect, it } from "vitest";
import type { JournalFiles } from "../journal/journal-files.ts";
import { JournalStore } from "../journal/journal-store.ts";
import { resumePicture } from "./resume-picture.ts";

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4);
const about = {
  source: "file:///w/cat.png",
  operation: { op: "layers", keywords: ["cat", "dog"] },
  provider: "service",
} as const;
const intent = (id: string, keyword: string): Intent => {
  return { version: 3, id, provider: "service", task: "split", keyword, image: "cat.png", sentAt: 1 };
};
const handle = (job: string, keyword: string): JobHandle => {
  return { version: 3, provider: "service", job, task: "split", keyword, image: "cat.png", submittedAt: 2 };
};

/** Jobs by id that the service still has. */
let jobs: Set<string>;
/** What the service finds of lost submits, by keyword. */
let found: Map<string, JobHandle>;
let submits: number;

function service(): Provider {
  return {
    id: "service",
    name: "Service",
    capabilities: { ...localProvider(createEngine()).capabilities, host: "service.example" },
    async submit(request, { clock }) {
      submits += 1;
      const handle = newHandle({ id: "service", name: "Service" }, request, {
        job: "new",
        submittedAt: clock.now(),
      });
      return { handle };
    },
    async status({ job }) {
      if (!jobs.has(job))
        return { state: "failed", raw: "GONE", reason: { code: "job-failed", detail: "it is gone" } };
      return { state: "succeeded", raw: "DONE", outputs: [{ role: "layer", content: png }] };
    },
    recover: async ({ keyword = "" }) => found.get(keyword),
  };
}

async function resumed(write: (journal: ReturnType<JournalStore["begin"]>) => Promise<void>) {
  const texts = new Map<string, string>();
  const files: JournalFiles = {
    list: async () => [...texts.keys()],
    read: async (name) => texts.get(name),
    write: async (name, text) => void texts.set(name, text),
    delete: async (name) => void texts.delete(name),
  };
  const before = new JournalStore(files, "before");
  await write(before.begin(about));
  const now = new JournalStore(files, "now");
  const [record] = (await now.unfinished()).records;
  if (!record) throw new Error("nothing is unfinished");
  const journal = await now.takeOver(record);
  const signal = new AbortController().signal;
  const client = createClient({ providers: [service()] });
  const result = await resumePicture(client, {
    signal,
    journal,
    onProgress: () => {},
    onFile: async () => {},
  });
  await journal.leave();
  return { result, left: (await now.unfinished()).records };
}

beforeEach(() => {
  jobs = new Set();
  found = new Map();
  submits = 0;
});

describe("resumePicture", () => {
  it("fetches every job that was paid for, delivered before or not, and pays nothing", async () => {
    jobs = new Set(["1", "2"]);
    const { result } = await resumed(async (journal) => {
      for (const [id, keyword] of [
        ["1", "cat"],
        ["2", "dog"],
      ] as const) {
        await journal.write({ type: "intent", intent: intent(id, keyword) });
        await journal.write({ type: "handle", intent: id, handle: handle(id, keyword) });
      }
      await journal.write({ type: "ended", handle: handle("1", "cat"), outcome: "delivered" });
    });
    expect(result.layers.map(({ name }) => name)).toEqual(["cat", "dog"]);
    expect(result.failures).toEqual([]);
    expect(submits).toBe(0);
  });

  it("finds a job whose handle was never written, where the service can tell", async () => {
    jobs = new Set(["7"]);
    found.set("cat", handle("7", "cat"));
    const { result } = await resumed((journal) =>
      Promise.resolve(journal.write({ type: "intent", intent: intent("i", "cat") })),
    );
    expect(result.layers.map(({ job }) => job)).toEqual(["7"]);
    expect(submits).toBe(0);
  });

  it("tells once of a submit that nobody knows anything of, and never repeats it", async () => {
    const { result, left } = await resumed((journal) =>
      Promise.resolve(journal.write({ type: "intent", intent: intent("i", "cat") })),
    );
    expect(result.failures).toMatchObject([
      { keyword: "cat", error: { code: "outcome-unknown", mayHaveBeenCharged: true } },
    ]);
    expect(result.failures[0]?.error.message).toMatch(/^Service: cat\.png, keyword "cat"/);
    expect(left).toEqual([]);
    expect(submits).toBe(0);
  });

  it("keeps what one job gives when another is gone, and forgets the one that is", async () => {
    jobs = new Set(["2"]);
    const { result, left } = await resumed(async (journal) => {
      for (const [id, keyword] of [
        ["1", "cat"],
        ["2", "dog"],
      ] as const) {
        await journal.write({ type: "intent", intent: intent(id, keyword) });
        await journal.write({ type: "handle", intent: id, handle: handle(id, keyword) });
      }
    });
    expect(result.layers.map(({ name }) => name)).toEqual(["dog"]);
    expect(result.failures).toMatchObject([{ keyword: "cat", error: { code: "job-failed" } }]);
    expect(left[0]?.entries.at(-1)).toMatchObject({ type: "ended" });
  });
});
