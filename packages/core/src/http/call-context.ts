import type { Clock } from "./clock.ts";
import type { RateGate } from "./rate-gate.ts";

/** What a provider's code may use of the outside world during one call. */
export interface CallContext {
  /** Aborts with the caller, or at the deadline. */
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Lets requests through no faster than the provider allows. */
  readonly gate: RateGate;
  /** Longest time for one ordinary request, body included, in milliseconds. */
  readonly requestTimeout: number;
  /** Called before free uploads. */
  readonly uploading: () => void;
  /**
   * Called right before a paid request: journals the intent.
   *
   * @param marker the provider's own marker of this submit, by which `recover` can find its job
   */
  readonly paying: (marker?: string) => Promise<void>;
}
