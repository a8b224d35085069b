import type { RateWindow } from "../contract/capabilities.ts";
import type { Clock } from "../contract/clock.ts";
import type { RateGate } from "../contract/rate-gate.ts";

/**
 * Sliding windows over the times at which requests were let through. Waiting is the clock's abortable sleep, so that
 * a canceled call leaves no timer behind; queue libraries keep theirs until the window ends.
 */
export function createRateGate(windows: readonly RateWindow[], clock: Clock): RateGate {
  const remembered = Math.max(0, ...windows.map(({ limit }) => limit));
  const passed: number[] = [];
  let pausedUntil = 0;

  const opensAt = () => {
    const free = windows.map(({ limit, ms }) => (passed[passed.length - limit] ?? -Infinity) + ms);
    return Math.max(pausedUntil, ...free);
  };

  return {
    async pass(signal) {
      signal.throwIfAborted();
      for (let wait = opensAt() - clock.now(); wait > 0; wait = opensAt() - clock.now()) {
        await clock.sleep(wait, signal);
      }
      if (remembered > 0) passed.push(clock.now());
      if (passed.length > remembered) passed.shift();
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
  };
}
