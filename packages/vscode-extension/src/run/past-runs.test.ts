import { expect, it } from "vitest";
import { PastRuns } from "./past-runs.ts";

/** A memento that keeps JSON, as the editor's does. */
function memento() {
  const kept = new Map<string, string>();
  return {
    keys: () => [...kept.keys()],
    get<Value>(key: string, fallback?: Value) {
      const text = kept.get(key);
      return text === undefined ? fallback : JSON.parse(text);
    },
    update: async (key: string, value: unknown) => void kept.set(key, JSON.stringify(value)),
  };
}
const uri = (path: string) => ({ scheme: "file", path, toString: () => `file://${path}` });
const run = (result: string, provider: string) => {
  return {
    source: "file:///w/cat.png",
    result: `file:///w/${result}`,
    operation: { op: "cutout" },
    provider,
  } as const;
};

it("finds how a result came about, and what was done with a picture last", async () => {
  const runs = new PastRuns(memento());
  await runs.add(run("cat.cutout.png", "local"));
  await runs.add(run("cat.cutout-2.png", "acme"));
  expect(runs.find(uri("/w/cat.cutout.png"))?.provider).toBe("local");
  expect(runs.find(uri("/w/cat.png"))?.provider).toBe("acme");
  expect(runs.find(uri("/w/dog.png"))).toBeUndefined();
});

it("knows the newest of two results under one name", async () => {
  const runs = new PastRuns(memento());
  await runs.add(run("cat.cutout.png", "local"));
  await runs.add(run("cat.cutout.png", "other"));
  expect(runs.find(uri("/w/cat.cutout.png"))?.provider).toBe("other");
});
