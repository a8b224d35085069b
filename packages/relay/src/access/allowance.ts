/** Milliseconds. */
const minute = 60_000;
const day = 86_400_000;

/** What is left of one token's limits. Kept in this process, so several instances allow as many times as much. */
export interface Allowance {
  /**
   * Takes one request off this minute's.
   *
   * @returns milliseconds to wait when there is none left
   */
  takeRequest(now: number): number | undefined;
  /**
   * Sets an amount aside for a job.
   *
   * @returns what corrects it when the true cost is known, 0 when nothing was charged; `undefined` when the limit of
   * the day does not allow it
   */
  reserve(provider: string, amount: number, now: number): ((cost: number) => void) | undefined;
}

/** @param costPerDay by the provider's id */
export function createAllowance(
  requestsPerMinute: number,
  costPerDay: Readonly<Record<string, number>>,
): Allowance {
  let requests = requestsPerMinute;
  let filled = 0;
  let today = 0;
  const spent = new Map<string, number>();

  return {
    takeRequest(now) {
      // A clock that is set back must not take requests away.
      const passed = Math.max(0, now - filled);
      requests = Math.min(requestsPerMinute, requests + (passed / minute) * requestsPerMinute);
      filled = now;
      if (requests < 1) return ((1 - requests) / requestsPerMinute) * minute;
      requests -= 1;
      return undefined;
    },

    reserve(provider, amount, now) {
      const date = Math.floor(now / day);
      if (date !== today) spent.clear();
      today = date;
      const before = spent.get(provider) ?? 0;
      if (before + amount > (costPerDay[provider] ?? Infinity)) return undefined;
      spent.set(provider, before + amount);
      return (cost) => {
        if (date === today) spent.set(provider, (spent.get(provider) ?? 0) - amount + cost);
      };
    },
  };
}
