import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether a sleep has ended, and how. */
function watch(sleep: Promise<void>) {
  const seen = { state: "asleep" };
  sleep.then(
    () => (seen.state = "over"),
    (reason: unknown) => (seen.state = String(reason)),
  );
  return seen;
}

describe("the machine's clock", () => {
  it("sleeps as long as asked, and leaves no timer or listener", async () => {
    const { signal } = new AbortController();
    const sleep = watch(systemClock.sleep(500, signal));
    await vi.advanceTimersByTimeAsync(499);
    expect(sleep.state).toBe("asleep");
    await vi.advanceTimersByTimeAsync(1);
    expect(sleep.state).toBe("over");
    expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });

  it("wakes at once with the reason of an abort, and leaves no timer or listener", async () => {
    const controller = new AbortController();
    const sleep = watch(systemClock.sleep(500, controller.signal));
    controller.abort("enough");
    await vi.advanceTimersByTimeAsync(0);
    expect(sleep.state).toBe("enough");
    expect([vi.getTimerCount(), getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
  });

  it("does not sleep under a signal that has aborted", async () => {
    await expect(systemClock.sleep(500, AbortSignal.abort("enough"))).rejects.toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("sleeps for days when asked to sleep for years, instead of not at all", async () => {
    const sleep = watch(systemClock.sleep(1e12, new AbortController().signal));
    await vi.advanceTimersByTimeAsync(20 * 86_400_000);
    expect(sleep.state).toBe("asleep");
    await vi.advanceTimersByTimeAsync(5 * 86_400_000);
    expect(sleep.state).toBe("over");
  });
});
