import { setImmediate as settled } from "node:timers/promises";
import type { Clock } from "@stratify/core";

/** A clock that stands still until it is told to go on. */
export interface VirtualClock extends Clock {
  /** How many sleeps have not ended. */
  readonly sleeping: number;
  /** Lets time pass; every sleep that ends on the way ends at its own moment. */
  advance(ms: number): Promise<void>;
}

/** A clock for tests of waiting that must not wait. It begins at 0. */
export function virtualClock(): VirtualClock {
  let time = 0;
  const sleepers = new Map<() => void, number>();
  const nextBefore = (end: number) =>
    [...sleepers].sort(([, a], [, b]) => a - b).find(([, moment]) => moment <= end);

  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const wake = () => {
          sleepers.delete(wake);
          signal.removeEventListener("abort", stop);
          resolve();
        };
        const stop = () => {
          sleepers.delete(wake);
          reject(signal.reason);
        };
        sleepers.set(wake, time + ms);
        signal.addEventListener("abort", stop, { once: true });
      }),
    get sleeping() {
      return sleepers.size;
    },
    async advance(ms) {
      const end = time + ms;
      await settled();
      for (let next = nextBefore(end); next; next = nextBefore(end)) {
        const [wake, moment] = next;
        time = moment;
        wake();
        await settled();
      }
      time = end;
    },
  };
}
