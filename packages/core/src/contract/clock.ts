/** Time, so that tests can run it faster than it passes. It drives every pause, timeout and deadline. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason at once when it aborts. Leaves no timer or listener. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
