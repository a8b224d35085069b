import { expect, it } from "vitest";
import { checkJob } from "./check-job.ts";

it.each([
  ["bytes", { deep: [new Uint8Array(1)] }],
  ["a date", { at: new Date() }],
  ["a function", { act: () => {} }],
  ["what is no number", { at: Number.NaN }],
  ["a bigint", { id: 1n }],
])("takes no %s", (_, job) => {
  expect(() => checkJob(job, undefined)).toThrow("plain data");
});

it("takes plain data of a sensible size", () => {
  expect(() => checkJob({ list: [1, "two", null, true, undefined], deep: {} }, undefined)).not.toThrow();
  expect(() => checkJob({ text: "x".repeat(60_000) }, undefined)).toThrow("too much");
});

it("takes handles and intents of this version and the one before", () => {
  const subject = { provider: "acme", task: "split", image: "a.png" };
  const prompt = { points: [{ x: 1, y: 2, sign: "exclude" }], box: { x: 0, y: 0, width: 5, height: 5 } };
  const outputs = [
    { role: "layer", url: "https://cdn.example/1.png" },
    { role: "mask", label: "mask", key: "0-1" },
  ];
  const entries = [
    { type: "intent", intent: { ...subject, version: 2, keyword: "cup", id: "1", sentAt: 1 } },
    {
      type: "handle",
      intent: "1",
      handle: { ...subject, version: 2, keyword: "cup", job: "7", submittedAt: 2 },
    },
    { type: "intent", intent: { ...subject, version: 3, maxLayers: 8, prompt, id: "2", sentAt: 3 } },
    { type: "handle", intent: "2", handle: { ...subject, version: 3, outputs, job: "8", submittedAt: 4 } },
  ];
  expect(() => checkJob({ version: 1, entries }, undefined)).not.toThrow();
});

it("finds a key wherever it stands, whatever characters it has", () => {
  const settings = { keys: { acme: 'ck"\\live', none: "", short: "abc" } };
  expect(() => checkJob({ header: 'Bearer ck"\\live' }, settings)).toThrow("key");
  expect(() => checkJob(["abc"], settings)).not.toThrow();
  for (const other of [null, "text", { keys: 5 }, { keys: null }, { relay: { token: 5 } }])
    expect(() => checkJob("Bearer", other)).not.toThrow();
});
