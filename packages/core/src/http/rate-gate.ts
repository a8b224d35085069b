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
  let pause = 0;

  const untilOpen = () => {
    const now = clock.now();
    // What lies in the future of a clock that was set back happened now at the latest.
    passed.forEach((moment, index) => {
      passed[index] = Math.min(moment, now);
    });
    pausedUntil = Math.min(pausedUntil, now + pause);
    const free = windows.map(({ limit, ms }) => (passed[passed.length - limit] ?? -Infinity) + ms);
    return Math.max(pausedUntil, ...free) - now;
  };

  return {
    async pass(signal) {
      signal.throwIfAborted();
      for (let wait = untilOpen(); wait > 0; wait = untilOpen()) await clock.sleep(wait, signal);
      if (remembered > 0) passed.push(clock.now());
      if (passed.length > remembered) passed.shift();
    },
    pause: (ms) => {
      const until = clock.now() + ms;
      if (until > pausedUntil) [pausedUntil, pause] = [until, ms];
    },
  };
}
