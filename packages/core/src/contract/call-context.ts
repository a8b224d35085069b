import type { Clock } from "./clock.ts";
import type { RateGate } from "./rate-gate.ts";

/** What is known of a paid request before it is sent. */
export interface Payment {
  /** The provider's own marker of this submit, by which `recover` can find its job. */
  readonly marker?: string | undefined;
  /** The response comes only when the job is done. */
  readonly synchronous?: boolean | undefined;
}

/** What a provider's code may use of the outside world during one call. */
export interface CallContext {
  /** Aborts with the caller, or at the deadline. */
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Lets requests through no faster than the provider allows. */
  readonly gate: RateGate;
  /**
   * Longest time for one request, body included, in milliseconds, as the caller set it. Where it is not set each request
   * has its own: see `http/in-time.ts`.
   */
  readonly requestTimeout: number | undefined;
  /** Largest result accepted, in bytes, whether it comes as a file or inside a response. */
  readonly maxResultBytes: number;
  /** Whether paid requests may be sent where a browser may repeat them by itself. */
  readonly allowResend: boolean;
  /** Called before free uploads. */
  readonly uploading: () => void;
  /** Called right before a paid request: journals the intent. */
  readonly paying: (payment: Payment) => Promise<void>;
}
