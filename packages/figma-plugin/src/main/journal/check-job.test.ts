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

it("finds a key wherever it stands, whatever characters it has", () => {
  const settings = { keys: { claid: 'ck"\\live', hitpaw: "", aetherforge: "abc" } };
  expect(() => checkJob({ header: 'Bearer ck"\\live' }, settings)).toThrow("key");
  expect(() => checkJob(["abc"], settings)).not.toThrow();
  for (const other of [null, "text", { keys: 5 }, { keys: null }, { relay: { token: 5 } }])
    expect(() => checkJob("Bearer", other)).not.toThrow();
});
