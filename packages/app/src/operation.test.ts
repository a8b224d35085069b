import { expect, test } from "vitest";
import { jobsOf, withLimit } from "./operation.ts";

const automatic = { op: "layers", keywords: [] } as const;
const byWords = { op: "layers", keywords: ["shoe", "lace"] } as const;

test("an automatic split is one job, a split by keywords one for each", () => {
  expect(jobsOf(automatic)).toBe(1);
  expect(jobsOf(byWords)).toBe(2);
  expect(jobsOf({ op: "cutout" })).toBe(1);
});

test("an automatic split makes as many layers as the user has set, and never more than the provider does", () => {
  expect(withLimit(automatic, { automatic: { maxLayers: 32 } }, 8)).toEqual({ ...automatic, maxLayers: 8 });
  expect(withLimit(automatic, { automatic: { maxLayers: 6 } }, 8)).toEqual({ ...automatic, maxLayers: 6 });
});

test("a number that was asked for stays, and other operations have none", () => {
  const asked = { ...automatic, maxLayers: 3 };
  expect(withLimit(asked, { automatic: { maxLayers: 32 } }, 8)).toEqual(asked);
  expect(withLimit(byWords, { automatic: { maxLayers: 32 } }, 8)).toEqual(byWords);
  expect(withLimit(automatic, {}, 8)).toEqual(automatic);
});
