import { expect, it } from "vitest";
import { isFinal } from "./final.ts";

const host = "service.test";
const hour = 3_600_000;

it.each(["job-failed", "content-refused", "job-canceled", "no-output"] as const)("%s is final", (code) => {
  expect(isFinal({ code }, 0, { host, resultLifetime: hour })).toBe(true);
});

it.each(["not-found", "result-expired"] as const)("%s is final when results may be gone", (code) => {
  expect(isFinal({ code }, hour - 1, { host, resultLifetime: hour })).toBe(false);
  expect(isFinal({ code }, hour, { host, resultLifetime: hour })).toBe(true);
  expect(isFinal({ code }, 23 * hour, { host })).toBe(false);
  expect(isFinal({ code }, 24 * hour, { host })).toBe(true);
  expect(isFinal({ code }, 0, { host: undefined })).toBe(true);
});

it.each(["deadline", "aborted", "unauthorized", "forbidden", "network", "result-invalid"] as const)(
  "%s is not: the job can be resumed",
  (code) => {
    expect(isFinal({ code }, 1000 * hour, { host, resultLifetime: hour })).toBe(false);
  },
);

it.each(["deadline", "aborted"] as const)("%s ends a job of this process", (code) => {
  expect(isFinal({ code }, 0, { host: undefined })).toBe(true);
});
