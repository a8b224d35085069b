import { type Clock, systemClock } from "@stratify/core";

/**
 * A clock on which pauses pass at once, as if they had been waited for. Limits of time are kept: they would end every
 * call at its start.
 *
 * @param shortestLimit sleeps of so many milliseconds or more are limits, not pauses
 */
export function instantClock(shortestLimit: number): Clock {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      if (ms >= shortestLimit) return systemClock.sleep(ms, signal);
      skipped += ms;
    },
  };
}
