import type { JobHandle } from "@stratify/core";
import { beforeEach, expect, it } from "vitest";
import { KeptResults, keptFor } from "./kept-results.ts";
import type { ResultFiles } from "./result-files.ts";

let now: number;
let files: Map<string, { readonly bytes: Uint8Array; readonly writtenAt: number }>;
const port: ResultFiles = {
  list: async () => [...files].map(([name, { writtenAt }]) => ({ name, writtenAt })),
  read: async (name) => files.get(name)?.bytes,
  write: async (name, bytes) => void files.set(name, { bytes, writtenAt: now }),
  delete: async (name) => void files.delete(name),
};
const results = () => new KeptResults(port, () => now);

const handle: JobHandle = {
  version: 3,
  provider: "acme",
  job: "7",
  task: "cutout",
  image: "cat.png",
  submittedAt: 1,
  outputs: [
    { role: "cutout", key: "a-0" },
    { role: "mask", url: "https://cdn.example/mask.png" },
  ],
};
beforeEach(() => {
  now = 1e12;
  files = new Map();
});

it("gives a result as often as it is asked, also to the next session", async () => {
  await results().put("a-0", Uint8Array.of(1, 2));
  expect(await results().get("a-0")).toEqual(Uint8Array.of(1, 2));
  expect(await results().get("a-0")).toEqual(Uint8Array.of(1, 2));
  expect(await results().get("b-0")).toBeUndefined();
});

it("deletes the results of the jobs that are settled, and no others", async () => {
  await results().put("a-0", Uint8Array.of(1));
  await results().put("b-0", Uint8Array.of(2));
  await results().drop([handle]);
  expect([...files.keys()]).toEqual(["b-0"]);
  await results().drop([]);
  expect([...files.keys()]).toEqual(["b-0"]);
});

it("deletes what has been kept for more than 7 days", async () => {
  await results().put("old-0", Uint8Array.of(1));
  now += keptFor;
  await results().put("young-0", Uint8Array.of(2));
  await results().dropOld();
  expect([...files.keys()]).toEqual(["old-0", "young-0"]);
  now += 1;
  await results().dropOld();
  expect([...files.keys()]).toEqual(["young-0"]);
});
