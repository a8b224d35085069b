import { type Failure, type JobHandle, StratifyError } from "@stratify/core";
import { expect, it } from "vitest";
import { retryOf } from "./do-jobs.ts";

const handle: JobHandle = {
  version: 3,
  provider: "claid",
  job: "7",
  task: "split",
  image: "a",
  submittedAt: 0,
};
const failed = (keyword: string, code: StratifyError["code"], own?: JobHandle): Failure => {
  return { keyword, error: new StratifyError({ code, keyword, handle: own }) };
};
const task = { task: "split", keywords: ["a", "b", "c", "d"] } as const;

it("hands in only the keywords that came to nothing, and takes up jobs that still exist", () => {
  const failures = [failed("b", "job-failed"), failed("c", "deadline", handle), failed("d", "refused")];
  expect(retryOf(task, failures)).toEqual({
    handles: [handle],
    lost: [],
    task: { task: "split", keywords: ["b", "d"] },
  });
});

it("pays nothing when every failed job still exists", () => {
  expect(retryOf(task, [failed("a", "network", handle)])).toEqual({
    handles: [handle],
    lost: [],
  });
});

it("does a task of one job as a whole again", () => {
  const error = new StratifyError({ code: "unavailable" });
  expect(retryOf({ task: "cutout" }, [{ error }]).task).toEqual({ task: "cutout" });
});
