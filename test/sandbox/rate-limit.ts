/** At most `limit` requests in any window of `seconds` seconds. */
export interface RateWindow {
  readonly limit: number;
  readonly seconds: number;
}

/** How a request stands with the limits: `remaining` is -1 when it was one too many, `reset` in whole seconds. */
export interface RateState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly reset: number;
}

/** Counts requests in fixed windows. */
export class RateLimit {
  readonly #counts = new Map<string, { start: number; used: number }>();

  /**
   * Counts one request, or with `cost` 0 only looks.
   *
   * @returns the state of the window nearest to its end of requests
   */
  take(windows: readonly RateWindow[], cost: 0 | 1): RateState {
    const now = performance.now();
    const states = windows.map((window) => {
      const name = `${window.limit}/${window.seconds}`;
      let count = this.#counts.get(name);
      if (!count || now - count.start >= window.seconds * 1000) count = { start: now, used: 0 };
      this.#counts.set(name, count);
      const left = window.limit - count.used - cost;
      const reset = Math.max(1, Math.ceil(window.seconds - (now - count.start) / 1000));
      return {
        count,
        state: { allowed: left >= 0, limit: window.limit, remaining: Math.max(-1, left), reset },
      };
    });
    const allowed = states.every(({ state }) => state.allowed);
    if (allowed) for (const { count } of states) count.used += cost;
    return states.find(({ state }) => !state.allowed)?.state ?? states[0]?.state ?? unlimited;
  }
}

const unlimited: RateState = {
  allowed: true,
  limit: Number.POSITIVE_INFINITY,
  remaining: Number.POSITIVE_INFINITY,
  reset: 1,
};
