import { describe, expect, it } from "vitest";
import { type ErrorFields, StratifyError } from "../errors/stratify-error.ts";
import { paidFailure, wasNotSent } from "./paid-failure.ts";

const failed = (fields: ErrorFields) => new StratifyError({ provider: "claid", ...fields });
const lost = (code: string) => failed({ code: "network", cause: Object.assign(new Error("lost"), { code }) });

describe("the outcome of a paid request that failed", () => {
  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])(
    "is not sent after %s",
    (code) => {
      const error = lost(code);
      expect(wasNotSent(error)).toBe(true);
      expect(paidFailure(error)).toBe(error);
      expect(error.mayHaveBeenCharged).toBe(false);
    },
  );

  it.each([
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
  ])("is unknown after %s, which also ends connections that carried a request", (code) => {
    expect(wasNotSent(lost(code))).toBe(false);
    expect(paidFailure(lost(code))).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
  });

  it("is unknown where the platform says nothing, as in browsers", () => {
    const error = failed({ code: "network", cause: new TypeError("Failed to fetch") });
    expect(paidFailure(error)).toMatchObject({ code: "outcome-unknown", mayHaveBeenCharged: true });
    expect(paidFailure(failed({ code: "network" }))).toMatchObject({ code: "outcome-unknown" });
  });

  it.each([
    ["refused", 400],
    ["unauthorized", 401],
    ["insufficient-credits", 402],
    ["forbidden", 403],
    ["not-found", 404],
    ["refused", 422],
    ["rate-limited", 429],
    ["unexpected-response", 301],
  ] as const)("is refused for %s under status %i, and stays as it is", (code, status) => {
    const error = failed({ code, status });
    expect(paidFailure(error)).toBe(error);
    expect(error.mayHaveBeenCharged).toBe(false);
  });

  it.each([
    ["unavailable", 408],
    ["unavailable", 500],
    ["unavailable", 502],
    ["unavailable", 504],
  ] as const)("is unknown for %s under status %i", (code, status) => {
    const error = paidFailure(failed({ code, status, requestId: "r1", detail: "Bad gateway" }));
    expect(error).toMatchObject({
      code: "outcome-unknown",
      mayHaveBeenCharged: true,
      requestId: "r1",
      status,
    });
    expect(error.message).toContain("(Bad gateway). It may have been charged; look for it at the service");
  });

  it.each([
    ["unexpected-response", 200],
    ["aborted", undefined],
    ["deadline", undefined],
  ] as const)("is unknown for %s, which keeps its own code", (code, status) => {
    const error = paidFailure(failed({ code, status }));
    expect(error).toMatchObject({ code, mayHaveBeenCharged: true });
    expect(error.message).toContain("It may have been charged.");
  });
});
