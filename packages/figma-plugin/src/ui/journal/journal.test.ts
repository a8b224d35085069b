import type { Intent, JobHandle } from "@stratify/core";
import { openJobs } from "@stratify/core/open-jobs";
import { expect, it } from "vitest";
import { createAskMain } from "../../shared/ask-main.ts";
import { contract } from "../../shared/contract.ts";
import { openItemJournal } from "./item-journal.ts";
import { savedEntries } from "./saved-entries.ts";

const intent = (id: string): Intent => {
  return { version: 3, id, provider: "acme", task: "split", keyword: id, image: "a.png", sentAt: 1 };
};
const handle = (job: string): JobHandle => {
  return { version: 3, provider: "acme", job, task: "split", keyword: job, image: "a.png", submittedAt: 2 };
};
const about = { task: "split", keywords: ["a", "b"], provider: "acme" } as const;

/** A main code that keeps what it is asked to. */
function device() {
  const kept = new Map<string, unknown>();
  const asked: string[] = [];
  const { ask, hear } = createAskMain(({ id, name, question }) => {
    asked.push(name);
    if (contract["journal-write"].question(question)) kept.set(question.id, structuredClone(question.job));
    else if (contract["journal-remove"].question(question)) kept.delete(question.id);
    queueMicrotask(() => hear({ kind: "answer", id, answer: {} }));
  });
  return { kept, asked, ask };
}

it("keeps every entry at once, and nothing when all layers are placed", async () => {
  const { kept, ask } = device();
  const journal = openItemJournal(ask, { id: "1", plan: "p", about });
  await journal.write({ type: "intent", intent: intent("a") });
  expect(openJobs(savedEntries(kept.get("1"))).lost).toEqual([intent("a")]);
  await journal.write({ type: "handle", intent: "a", handle: handle("a") });
  expect(openJobs(savedEntries(kept.get("1"))).handles).toEqual([handle("a")]);
  await journal.settle([handle("a")]);
  expect(kept.size).toBe(0);
});

it("keeps what may still come when the rest is placed", async () => {
  const { kept, ask } = device();
  const journal = openItemJournal(ask, { id: "1", plan: "p", about });
  for (const name of ["a", "b"]) {
    await journal.write({ type: "intent", intent: intent(name) });
    await journal.write({ type: "handle", intent: name, handle: handle(name) });
  }
  await journal.settle([handle("a")]);
  expect(openJobs(savedEntries(kept.get("1")))).toEqual({ handles: [handle("b")], lost: [] });
});

it("keeps what handles and intents know: prompts, the most layers, outputs that came with the submit", async () => {
  const { kept, ask } = device();
  const journal = openItemJournal(ask, { id: "1", plan: "p", about });
  const prompt = { points: [{ x: 1, y: 2, sign: "include" }], maskBytes: 9 } as const;
  const { keyword: _, ...automatic } = { ...intent("a"), maxLayers: 4, prompt };
  const outputs = [{ role: "layer", url: "https://cdn.example/1.png" }] as const;
  const { keyword: __, ...accepted } = { ...handle("a"), maxLayers: 4, prompt, outputs };
  await journal.write({ type: "intent", intent: automatic });
  expect(openJobs(savedEntries(kept.get("1"))).lost).toEqual([automatic]);
  await journal.write({ type: "handle", intent: "a", handle: accepted });
  expect(openJobs(savedEntries(kept.get("1"))).handles).toEqual([accepted]);
});

it("takes up what an older version kept, and leaves out what can't be read", () => {
  const entries = [
    { type: "intent", intent: { ...intent("a"), version: 2 } },
    { type: "handle", intent: "b", handle: { ...handle("b"), version: 2 } },
    { type: "handle", intent: "c", handle: { ...handle("c"), job: undefined } },
    { type: "handle", intent: "d", handle: { ...handle("d"), version: 99 } },
  ];
  const open = openJobs(savedEntries({ version: 1, entries }));
  expect(open).toEqual({ handles: [handle("b")], lost: [intent("a")] });
});

it("reads the entries of all images, so that a lost submit takes no other image's job", async () => {
  const { ask, hear } = createAskMain(({ id }) => {
    const saved = [handle("a"), handle("b")].map((each) => {
      const entries = [{ type: "handle", intent: each.job, handle: each }];
      const job = { version: 1, entries };
      return { id: each.job, plan: "p", name: "n", state: "ready", text: "", at: 1, about, job };
    });
    queueMicrotask(() => hear({ kind: "answer", id, answer: { jobs: saved } }));
  });
  const read = await openItemJournal(ask, { id: "1", plan: "p", about }).read();
  expect(openJobs(read).handles).toEqual([handle("a"), handle("b")]);
});

it("writes nothing for work that nobody is paid for", async () => {
  const { asked, ask } = device();
  await openItemJournal(ask, { id: "1", plan: "p", about }).settle([]);
  expect(asked).toEqual([]);
});

it.each([undefined, null, 3, {}, { version: 2, entries: [] }, { version: 1 }])(
  "reads nothing out of what another version kept: %j",
  (job) => expect(savedEntries(job)).toEqual([]),
);
