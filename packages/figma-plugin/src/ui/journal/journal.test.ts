import type { Intent, JobHandle } from "@stratify/core";
import { openJobs } from "@stratify/core/open-jobs";
import { expect, it } from "vitest";
import { createAskMain } from "../../shared/ask-main.ts";
import { contract } from "../../shared/contract.ts";
import { openItemJournal } from "./item-journal.ts";
import { savedEntries } from "./saved-entries.ts";

const intent = (id: string): Intent => {
  return { version: 2, id, provider: "claid", task: "split", keyword: id, image: "a.png", sentAt: 1 };
};
const handle = (job: string): JobHandle => {
  return { version: 2, provider: "claid", job, task: "split", keyword: job, image: "a.png", submittedAt: 2 };
};
const about = { task: "split", keywords: ["a", "b"], provider: "claid" } as const;

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

it("writes nothing for work that nobody is paid for", async () => {
  const { asked, ask } = device();
  await openItemJournal(ask, { id: "1", plan: "p", about }).settle([]);
  expect(asked).toEqual([]);
});

it.each([undefined, null, 3, {}, { version: 2, entries: [] }, { version: 1 }])(
  "reads nothing out of what another version kept: %j",
  (job) => expect(savedEntries(job)).toEqual([]),
);
