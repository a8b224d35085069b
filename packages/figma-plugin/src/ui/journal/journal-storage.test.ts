import { JournalStore } from "@stratify/app/journal/journal-store";
import type { Intent, JobHandle } from "@stratify/core";
import { openJobs } from "@stratify/core/open-jobs";
import { expect, it } from "vitest";
import { createAskMain } from "../../shared/ask-main.ts";
import { contract, type SavedJob } from "../../shared/contract.ts";
import { journalStorage, recordOf } from "./journal-storage.ts";

const intent = (id: string): Intent => {
  return { version: 3, id, provider: "acme", task: "split", keyword: id, image: "a.png", sentAt: 1 };
};
const handle = (job: string): JobHandle => {
  return { version: 3, provider: "acme", job, task: "split", keyword: job, image: "a.png", submittedAt: 2 };
};
const about = { task: "split", keywords: ["a", "b"], provider: "acme" } as const;
const order = {
  image: { ref: "p", name: "a.png" },
  operation: { op: "layers", keywords: ["a", "b"] },
  provider: { id: "acme", name: "Acme" },
} as const;

/** What the main code lists of a job. */
function saved(id: string, job: unknown): SavedJob {
  return { id, plan: "p", name: "n", state: "ready", text: "", at: 1, about, job };
}

/** A main code that keeps what it is asked to. */
function device() {
  const kept = new Map<string, SavedJob>();
  const asked: string[] = [];
  const { ask, hear } = createAskMain(({ id, name, question }) => {
    asked.push(name);
    if (contract["journal-write"].question(question))
      kept.set(question.id, { ...saved(question.id, structuredClone(question.job)), about: question.about });
    else if (contract["journal-remove"].question(question)) kept.delete(question.id);
    const answer = name === "journal-list" ? { jobs: [...kept.values()] } : {};
    queueMicrotask(() => hear({ kind: "answer", id, answer }));
  });
  const store = new JournalStore(journalStorage(ask), { session: "a" });
  const only = () => [...kept.values()][0];
  return { kept, asked, store, only };
}

it("keeps every entry at once beside its plan, and nothing when all layers are placed", async () => {
  const { kept, only, store } = device();
  const journal = store.begin(order);
  await journal.write({ type: "intent", intent: intent("a") });
  expect(only()).toMatchObject({ plan: "p", about });
  await journal.write({ type: "handle", intent: "a", handle: handle("a") });
  const [record] = [...kept.values()].map(recordOf);
  expect(record && openJobs(record.entries).handles).toEqual([handle("a")]);
  await journal.settle([handle("a")]);
  expect(kept.size).toBe(0);
});

it("keeps what may still come when the rest is placed", async () => {
  const { kept, store } = device();
  const journal = store.begin(order);
  for (const name of ["a", "b"]) {
    await journal.write({ type: "intent", intent: intent(name) });
    await journal.write({ type: "handle", intent: name, handle: handle(name) });
  }
  await journal.settle([handle("a")]);
  const [record] = [...kept.values()].map(recordOf);
  expect(record && openJobs(record.entries)).toEqual({ handles: [handle("b")], lost: [] });
});

it("reads what the first version kept, and leaves out what can't be read", () => {
  const entries = [
    { type: "intent", intent: { ...intent("a"), version: 2 } },
    { type: "handle", intent: "b", handle: { ...handle("b"), version: 2 } },
    { type: "handle", intent: "c", handle: { ...handle("c"), job: undefined } },
    { type: "handle", intent: "d", handle: { ...handle("d"), version: 99 } },
  ];
  const record = recordOf(saved("1", { version: 1, entries }));
  expect(record).toMatchObject({
    version: 2,
    id: "1",
    image: { ref: "p", name: "n" },
    operation: order.operation,
  });
  expect(record && openJobs(record.entries)).toEqual({ handles: [handle("b")], lost: [intent("a")] });
});

it("keeps what handles and intents know: prompts, the most layers, outputs that came with the submit", async () => {
  const { kept, store } = device();
  const journal = store.begin(order);
  const prompt = { points: [{ x: 1, y: 2, sign: "include" }], maskBytes: 9 } as const;
  const { keyword: _, ...automatic } = { ...intent("a"), maxLayers: 4, prompt };
  const outputs = [{ role: "layer", url: "https://cdn.example/1.png" }] as const;
  const { keyword: __, ...accepted } = { ...handle("a"), maxLayers: 4, prompt, outputs };
  await journal.write({ type: "intent", intent: automatic });
  const lost = [...kept.values()].flatMap((each) => openJobs(recordOf(each)?.entries ?? []).lost);
  expect(lost).toEqual([automatic]);
  await journal.write({ type: "handle", intent: "a", handle: accepted });
  const handles = [...kept.values()].flatMap((each) => openJobs(recordOf(each)?.entries ?? []).handles);
  expect(handles).toEqual([accepted]);
});

it("writes nothing for work that nobody is paid for", async () => {
  const { asked, store } = device();
  await store.begin(order).settle([]);
  expect(asked).toEqual([]);
});

it.each([undefined, null, 3, {}, { version: 3, entries: [] }, { version: 1 }])(
  "reads nothing out of what another version kept: %j",
  (job) => expect(recordOf(saved("1", job))).toBeUndefined(),
);
