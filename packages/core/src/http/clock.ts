import type { Clock } from "../contract/clock.ts";

/** Timers of the platform hold at most 2^31 - 1 ms; a longer one would ring at once. */
const longestTimer = 2 ** 31 - 1;

/** The clock of the machine. No sleep of it is longer than 24 days. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener("abort", stop);
          resolve();
        },
        Math.min(ms, longestTimer),
      );
      signal.addEventListener("abort", stop, { once: true });
    }),
};
