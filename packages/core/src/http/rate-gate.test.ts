import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { virtualClock } from "../../../../test/support/virtual-clock.ts";
import type { RateWindow } from "../contract/capabilities.ts";
import { createRateGate } from "./rate-gate.ts";

/** A gate, and the times at which it let somebody through. */
function open(windows: readonly RateWindow[]) {
  const clock = virtualClock();
  const gate = createRateGate(windows, clock);
  const passed: number[] = [];
  const controller = new AbortController();
  const ask = async (signal = controller.signal) => {
    await gate.pass(signal);
    passed.push(clock.now());
  };
  return { clock, gate, passed, controller, ask };
}

describe("the rate gate", () => {
  it("without windows lets everything through at once", async () => {
    const { clock, passed, ask } = open([]);
    for (let count = 0; count < 100; count++) void ask();
    await clock.advance(0);
    expect(passed).toEqual(Array(100).fill(0));
  });

  it("keeps every sliding window", async () => {
    const { clock, passed, ask } = open([{ limit: 2, ms: 1000 }]);
    void ask();
    await clock.advance(600);
    for (let count = 0; count < 4; count++) void ask();
    await clock.advance(5000);
    expect(passed).toEqual([0, 600, 1000, 1600, 2000]);
  });

  it("keeps all of several windows", async () => {
    const { clock, passed, ask } = open([
      { limit: 2, ms: 1000 },
      { limit: 3, ms: 10_000 },
    ]);
    for (let count = 0; count < 7; count++) void ask();
    await clock.advance(60_000);
    expect(passed).toEqual([0, 0, 1000, 10_000, 10_000, 11_000, 20_000]);
  });

  it("holds everything back while the provider asks for a pause", async () => {
    const { clock, gate, passed, ask } = open([]);
    gate.pause(3000);
    gate.pause(1000);
    void ask();
    await clock.advance(2999);
    expect(passed).toEqual([]);
    gate.pause(2000);
    await clock.advance(10_000);
    expect(passed).toEqual([4999]);
  });

  it("lets go of a caller that aborts, at once and without a trace", async () => {
    const { clock, passed, controller, ask } = open([{ limit: 1, ms: 60_000 }]);
    await ask();
    const waiting = ask();
    await clock.advance(0);
    expect(clock.sleeping).toBe(1);
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    expect(clock.sleeping).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await expect(ask()).rejects.toBe("enough");
    void ask(new AbortController().signal);
    await clock.advance(60_000);
    expect(passed).toEqual([0, 60_000]);
  });

  it("does not let a caller through whose signal has aborted, though the gate is open", async () => {
    const { passed, ask } = open([]);
    await expect(ask(AbortSignal.abort("enough"))).rejects.toBe("enough");
    expect(passed).toEqual([]);
  });
});

it("waits no longer than a window or a pause when the clock is set back", async () => {
  const time = { now: 1e9 };
  const clock = {
    now: () => time.now,
    sleep: async (ms: number) => {
      time.now += ms;
    },
  };
  const gate = createRateGate([{ limit: 1, ms: 1000 }], clock);
  const { signal } = new AbortController();
  await gate.pass(signal);
  time.now = 1000;
  await gate.pass(signal);
  expect(time.now).toBe(2000);
  gate.pause(5000);
  time.now = 0;
  await gate.pass(signal);
  expect(time.now).toBe(5000);
});
