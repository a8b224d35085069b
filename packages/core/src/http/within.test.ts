import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";
import { openScope, within } from "./within.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;
const never = () => new Promise<never>(() => {});
const limit = { ms: 1000, clock: systemClock, error: () => new Error("too late") };

describe("within", () => {
  it("gives what the work gives, and leaves nothing behind", async () => {
    const { signal } = new AbortController();
    expect(await within(signal, limit, async () => 7)).toBe(7);
    expect([listeners(signal), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it("passes on what the work throws, and leaves nothing behind", async () => {
    const { signal } = new AbortController();
    const failing = within(signal, limit, async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect([listeners(signal), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it("puts one listener on the caller's signal, however much listens inside", async () => {
    const { signal } = new AbortController();
    let inside = 0;
    await within(signal, limit, async (own) => {
      for (let count = 0; count < 20; count++) own.addEventListener("abort", () => {});
      inside = listeners(signal);
    });
    expect([inside, listeners(signal)]).toEqual([1, 0]);
  });

  it("ends with the caller although the work ignores the signal", async () => {
    const controller = new AbortController();
    let own: AbortSignal | undefined;
    const work = within(controller.signal, limit, (signal) => {
      own = signal;
      return never();
    });
    controller.abort("enough");
    await expect(work).rejects.toBe("enough");
    expect(own?.reason).toBe("enough");
    expect([listeners(controller.signal), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it("ends at the time limit although the work ignores the signal", async () => {
    const { signal } = new AbortController();
    const work = within(signal, limit, never);
    const ended = expect(work).rejects.toThrow("too late");
    await vi.advanceTimersByTimeAsync(1000);
    await ended;
    expect([listeners(signal), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it("does not begin under a signal that has aborted", async () => {
    const work = vi.fn(never);
    await expect(within(AbortSignal.abort("enough"), limit, work)).rejects.toBe("enough");
    expect(work).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("lets work that fails after the end fail unheard", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const controller = new AbortController();
    const work = within(controller.signal, limit, async (signal) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      throw new Error("late");
    });
    controller.abort("enough");
    await expect(work).rejects.toBe("enough");
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("takes a limit of years for a very long one, not for none", async () => {
    const { signal } = new AbortController();
    let done = () => {};
    const work = within(
      signal,
      { ...limit, ms: 1e12 },
      () => new Promise<void>((resolve) => (done = resolve)),
    );
    await vi.advanceTimersByTimeAsync(86_400_000);
    done();
    await expect(work).resolves.toBeUndefined();
  });
});

describe("openScope", () => {
  it("follows a signal that has aborted already, with a reason of its own", () => {
    const scope = openScope(AbortSignal.abort("enough"), limit, (reason) => `stopped: ${reason}`);
    expect(scope.signal.reason).toBe("stopped: enough");
    scope.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("needs neither a signal nor a limit", () => {
    const scope = openScope(undefined, undefined);
    scope.close();
    expect(scope.signal.aborted).toBe(false);
  });
});
