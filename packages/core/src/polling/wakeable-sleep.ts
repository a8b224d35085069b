import type { Clock } from "../contract/clock.ts";

/** Sleeps that can be ended early, all at once. */
export interface WakeableSleep {
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Ends every sleep now. */
  wake(): void;
}

/** Makes a clock's sleeps wakeable. A woken sleep leaves no timer or listener behind. */
export function createWakeableSleep(clock: Clock): WakeableSleep {
  const sleepers = new Set<AbortController>();
  return {
    async sleep(ms, signal) {
      signal.throwIfAborted();
      const sleeper = new AbortController();
      const follow = () => sleeper.abort("stopped");
      sleepers.add(sleeper);
      signal.addEventListener("abort", follow, { once: true });
      try {
        await clock.sleep(ms, sleeper.signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!sleeper.signal.aborted) throw error;
      } finally {
        signal.removeEventListener("abort", follow);
        sleepers.delete(sleeper);
      }
    },
    wake: () => {
      for (const sleeper of sleepers) sleeper.abort("woken");
    },
  };
}
