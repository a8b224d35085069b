/** Lets requests to one provider through within its rate windows, and not while the provider asked for a pause. */
export interface RateGate {
  /** Resolves when a request may be sent. Rejects at once when the signal aborts. */
  pass(signal: AbortSignal): Promise<void>;
  /** Holds every request back for `ms`, as the provider asked in a header. */
  pause(ms: number): void;
}
