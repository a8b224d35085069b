import { describe, expect, it } from "vitest";
import { memorySubmits } from "./memory-submits.ts";

const open = (more = {}) => {
  const at = { now: 0 };
  const store = memorySubmits({ onlyInstance: true, clock: { now: () => at.now }, keepFor: 100, ...more });
  return { at, ...store };
};

describe("submits in memory", () => {
  it("are claimed once, and told once settled", async () => {
    const { claim, settle } = open();
    expect(await claim("a", "print")).toEqual({ state: "claimed" });
    expect(await claim("a", "other")).toEqual({ state: "busy", fingerprint: "print" });
    await settle("a", "answer");
    expect(await claim("a", "other")).toEqual({ state: "settled", fingerprint: "print", answer: "answer" });
  });

  it("can be made again once released", async () => {
    const { claim, release } = open();
    await claim("a", "print");
    await release("a");
    expect(await claim("a", "other")).toEqual({ state: "claimed" });
  });

  it("are forgotten when their time is over, counted from the claim", async () => {
    const { at, claim, settle } = open();
    await claim("a", "print");
    at.now = 99;
    await settle("a", "answer");
    expect(await claim("a", "print")).toMatchObject({ state: "settled" });
    at.now = 100;
    expect(await claim("a", "print")).toEqual({ state: "claimed" });
  });

  it("are never thrown out for another, which is told when there will be room", async () => {
    const { at, claim } = open({ most: 2 });
    await claim("a", "print");
    at.now = 30;
    await claim("b", "print");
    expect(await claim("c", "print")).toEqual({ state: "full", retryAfter: 70 });
    expect(await claim("a", "print")).toMatchObject({ state: "busy" });
    at.now = 100;
    expect(await claim("c", "print")).toEqual({ state: "claimed" });
  });

  it("are promised by the only instance alone, and forgotten with its end", () => {
    const [one, another, shared] = [open(), open(), open({ onlyInstance: false })];
    expect(one.payOnceFor).toBe(100);
    expect(one.epoch).not.toBe(another.epoch);
    expect([shared.payOnceFor, shared.epoch]).toEqual([0, undefined]);
  });
});
