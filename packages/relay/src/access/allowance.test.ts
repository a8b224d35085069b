import { describe, expect, it } from "vitest";
import { createAllowance } from "./allowance.ts";

const noon = Date.UTC(2030, 0, 1, 12);

describe("requests of a minute", () => {
  it("may come at once, and come back evenly", () => {
    const { takeRequest } = createAllowance(60, {});
    for (let count = 0; count < 60; count++) expect(takeRequest(noon)).toBeUndefined();
    expect(takeRequest(noon)).toBe(1000);
    expect(takeRequest(noon + 400)).toBe(600);
    expect(takeRequest(noon + 1000)).toBeUndefined();
    expect(takeRequest(noon + 1000)).toBe(1000);
  });

  it("do not pile up while nobody asks", () => {
    const { takeRequest } = createAllowance(2, {});
    expect([noon, noon, noon].map((now) => takeRequest(now + 86_400_000))).toEqual([
      undefined,
      undefined,
      30_000,
    ]);
  });

  it("are not lost when the clock is set back", () => {
    const { takeRequest } = createAllowance(2, {});
    expect(takeRequest(noon)).toBeUndefined();
    expect(takeRequest(noon - 3_600_000)).toBeUndefined();
    expect(takeRequest(noon - 3_600_000)).toBe(30_000);
  });
});

describe("cost of a day", () => {
  it("is set aside before it is known, and corrected after", () => {
    const { reserve } = createAllowance(1, { one: 10 });
    const first = reserve("one", 5, noon);
    const second = reserve("one", 5, noon);
    expect(reserve("one", 5, noon)).toBeUndefined();
    second?.(0);
    first?.(2);
    expect(reserve("one", 8, noon)).toBeDefined();
    expect(reserve("one", 1, noon)).toBeUndefined();
  });

  it("has no end where none is set, and is each provider's own", () => {
    const { reserve } = createAllowance(1, { one: 1 });
    reserve("one", 1, noon);
    expect(reserve("two", 1e9, noon)).toBeDefined();
  });

  it("begins anew at midnight UTC, whatever is corrected after that", () => {
    const { reserve } = createAllowance(1, { one: 5 });
    const yesterday = reserve("one", 5, noon);
    const tomorrow = noon + 12 * 3_600_000;
    expect(reserve("one", 5, tomorrow)).toBeDefined();
    yesterday?.(0);
    expect(reserve("one", 1, tomorrow)).toBeUndefined();
  });
});
