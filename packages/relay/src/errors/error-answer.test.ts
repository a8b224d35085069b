import { type ErrorCode, errorTable, StratifyError } from "@stratify/core";
import { describe, expect, it } from "vitest";
import { errorAnswer, statusOf } from "./error-answer.ts";

const codes = Object.keys(errorTable).filter((code): code is ErrorCode => code in errorTable);
const about = { provider: "one", providerName: "One" };

describe("the status of an error", () => {
  it.each(codes)("tells about money when it is %s", (code) => {
    expect(statusOf(new StratifyError({ ...about, code, mayHaveBeenCharged: true }), true)).toBe(500);
    // Below 500 certainly nothing was charged.
    if (code !== "outcome-unknown")
      expect(statusOf(new StratifyError({ ...about, code }), true)).toBeLessThan(500);
    const free = statusOf(new StratifyError({ code }), false);
    expect(free).toBeGreaterThanOrEqual(400);
    expect(free).toBeLessThan(600);
  });

  it.each<[ErrorCode, number]>([
    ["resend-risk", 422],
    ["response-too-large", 413],
    ["not-configured", 404],
    ["upload-failed", 502],
  ])("of %s is %i", (code, status) => {
    expect(statusOf(new StratifyError({ code }), false)).toBe(status);
  });

  it("is that of the relay's own refusal, where it has one", () => {
    expect(statusOf(new StratifyError({ code: "refused", status: 409 }), true)).toBe(409);
  });
});

it("says whose key was refused", () => {
  const { error } = errorAnswer(new StratifyError({ ...about, code: "unauthorized" }));
  expect(error.detail).toContain("the relay's own key");
});
