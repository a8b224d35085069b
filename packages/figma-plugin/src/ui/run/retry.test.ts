import { type Failure, type JobHandle, StratifyError } from "@stratify/core";
import { expect, it } from "vitest";
import { retryOf } from "./do-jobs.ts";

const handle: JobHandle = {
  version: 3,
  provider: "acme",
  job: "7",
  task: "split",
  image: "a",
  submittedAt: 0,
};
const failed = (keyword: string, code: StratifyError["code"], own?: JobHandle): Failure => {
  return { keyword, error: new StratifyError({ code, keyword, handle: own }), ...(own && { handle: own }) };
};
const task = { task: "split", keywords: ["a", "b", "c", "d"] } as const;

it("starts only the keywords anew that came to nothing, and resumes jobs that can still deliver", () => {
  const ended = new StratifyError({ code: "job-failed", keyword: "b" });
  const failures = [
    { keyword: "b", error: ended, handle },
    failed("c", "deadline", handle),
    failed("d", "refused"),
  ];
  expect(retryOf(task, failures)).toEqual({
    handles: [handle],
    lost: [],
    task: { task: "split", keywords: ["b", "d"] },
  });
});

it("pays nothing when every failed job still exists", () => {
  expect(retryOf(task, [failed("a", "network", handle)])).toEqual({ handles: [handle], lost: [] });
});

it("leaves alone what may have been charged without anybody knowing", () => {
  const error = new StratifyError({ code: "outcome-unknown", keyword: "a", mayHaveBeenCharged: true });
  expect(retryOf(task, [{ keyword: "a", error }])).toEqual({ handles: [], lost: [] });
});

it("starts a job anew that ended without a result, charged or not", () => {
  const error = new StratifyError({ code: "job-failed", keyword: "a", mayHaveBeenCharged: true });
  expect(retryOf(task, [{ keyword: "a", error, handle }]).task).toEqual({ task: "split", keywords: ["a"] });
});

it("does a task of one job as a whole again, and an automatic split with all it was asked for", () => {
  const error = new StratifyError({ code: "unavailable" });
  expect(retryOf({ task: "cutout" }, [{ error }]).task).toEqual({ task: "cutout" });
  const automatic = { task: "split", keywords: [], maxLayers: 5 } as const;
  expect(retryOf(automatic, [{ error }]).task).toEqual(automatic);
});
