import { expect, it } from "vitest";
import type { Intent, JobHandle } from "../contract/job.ts";
import type { JournalEntry } from "./journal.ts";
import { openJobs } from "./open-jobs.ts";

const intent = (id: string): Intent => {
  return { version: 3, id, provider: "claid", task: "split", keyword: id, image: "a.png", sentAt: 1 };
};
const handle = (job: string): JobHandle => {
  return { version: 3, provider: "claid", job, task: "split", keyword: job, image: "a.png", submittedAt: 2 };
};

it("knows what can still be had: accepted jobs that did not fail, and submits whose outcome is unknown", () => {
  const entries: JournalEntry[] = [
    { type: "intent", intent: intent("a") },
    { type: "intent", intent: intent("b") },
    { type: "intent", intent: intent("c") },
    { type: "intent", intent: intent("d") },
    { type: "handle", intent: "a", handle: handle("a") },
    { type: "refused", intent: "b" },
    { type: "handle", intent: "c", handle: handle("c") },
    { type: "ended", handle: handle("a"), outcome: "delivered" },
    { type: "ended", handle: handle("c"), outcome: "failed" },
  ];
  expect(openJobs(entries)).toEqual({ handles: [handle("a")], lost: [intent("d")] });
});

it("tells jobs of the same id at two providers apart", () => {
  const twin = { ...handle("7"), provider: "figur" };
  const entries: JournalEntry[] = [
    { type: "handle", intent: "a", handle: handle("7") },
    { type: "handle", intent: "b", handle: twin },
    { type: "ended", handle: handle("7"), outcome: "failed" },
  ];
  expect(openJobs(entries).handles).toEqual([twin]);
});

it("names a job once, however often the journal does", () => {
  const entries: JournalEntry[] = [
    { type: "intent", intent: intent("a") },
    { type: "handle", intent: "a", handle: handle("7") },
    { type: "handle", intent: "a", handle: handle("7") },
  ];
  expect(openJobs(entries)).toEqual({ handles: [handle("7")], lost: [] });
});
