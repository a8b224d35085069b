import { describe, expect, it } from "vitest";
import { isExhausted, pauseAsked } from "./pause-asked.ts";

const now = Date.parse("2026-01-01T00:00:00Z");

describe("pauseAsked", () => {
  it.each([
    ["seconds", { "retry-after": "3" }, 3000],
    ["a fraction of a second", { "retry-after": "0.25" }, 250],
    ["no time at all", { "retry-after": "0" }, 0],
    ["seconds with space around", { "retry-after": " 7 " }, 7000],
    ["an HTTP date", { "retry-after": "Thu, 01 Jan 2026 00:00:10 GMT" }, 10_000],
    ["an old HTTP date", { "retry-after": "Thursday, 01-Jan-26 00:00:10 GMT" }, 10_000],
    ["a date that has passed", { "retry-after": "Wed, 31 Dec 2025 23:59:00 GMT" }, 0],
    ["RateLimit-Reset", { "ratelimit-reset": "12" }, 12_000],
    ["both, where Retry-After counts", { "retry-after": "1", "ratelimit-reset": "12" }, 1000],
  ])("reads %s", (_what, headers, expected) => {
    expect(pauseAsked(new Headers(headers), now)).toBe(expected);
  });

  it.each([
    {},
    { "retry-after": "" },
    { "retry-after": "soon" },
    { "retry-after": "-1" },
    { "retry-after": "1, 2" },
  ])("is silent about %j", (headers) => expect(pauseAsked(new Headers(headers), now)).toBeUndefined());

  it.each([
    ["seconds" as const, "30", 30_000],
    ["epoch" as const, String(now / 1000 + 30), 30_000],
    ["epoch" as const, String(now / 1000 - 30), 0],
  ])("reads a service's own header names in %s", (unit, reset, expected) => {
    const names = { remaining: "x-ratelimit-remaining", reset: "x-ratelimit-reset", unit };
    const headers = new Headers({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset });
    expect(pauseAsked(headers, now, names)).toBe(expected);
    expect(isExhausted(headers, names)).toBe(true);
    expect(pauseAsked(headers, now)).toBeUndefined();
    expect(isExhausted(headers)).toBe(false);
  });
});
