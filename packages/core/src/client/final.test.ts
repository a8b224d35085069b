import { expect, it } from "vitest";
import type { JobHandle } from "../contract/job.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { isFinal } from "./final.ts";

const handle: JobHandle = {
  version: 2,
  provider: "claid",
  job: "7",
  task: "cutout",
  image: "desk.png",
  submittedAt: 1000,
};
const about = (code: ErrorCode) => new StratifyError({ code, handle });
const day = { resultLifetime: 86_400_000 };

it.each(["job-failed", "content-refused", "job-canceled", "no-output"] as const)("%s is final", (code) => {
  expect(isFinal(about(code), day, 2000)).toBe(true);
  expect(isFinal(new StratifyError({ code }), day, 2000)).toBe(false);
});

it.each(["not-found", "result-expired"] as const)("%s is final once results are gone", (code) => {
  expect(isFinal(about(code), day, 86_400_999)).toBe(false);
  expect(isFinal(about(code), day, 86_401_000)).toBe(true);
  expect(isFinal(about(code), {}, 2000)).toBe(true);
});

it.each(["deadline", "aborted", "unauthorized", "forbidden", "network", "result-invalid"] as const)(
  "%s is not: the job can be resumed",
  (code) => {
    expect(isFinal(about(code), day, Number.MAX_SAFE_INTEGER)).toBe(false);
  },
);
