import type { RateWindow } from "./rate-limit.ts";

/** How long a job takes: milliseconds since its submit, or the number of polls that finds it finished. */
export type Latency = number | { readonly polls: number };

/** What can be set for every service. A service's own knobs are in its folder. */
export interface CommonKnobs {
  /** Default 30 ms. Read when a job is submitted. */
  latency: Latency;
  /**
   * Status words to answer with, one a poll, before the usual course; a terminal word among them ends the job there.
   * Read when a job is submitted. Default none.
   */
  statusChain: readonly string[];
  /** How long a result's address works, in milliseconds. */
  resultLifetime: number;
  /** Limits that are enforced: 429 past them. Default none. */
  rateLimit: readonly RateWindow[];
  /** Whether reads count against the limits as well as submits. Default false. */
  rateLimitReads: boolean;
  /** Whether a 429 of the rate limit carries `Retry-After`. Default false. */
  retryAfter: boolean;
}

/** Knobs to set at the start, by service. A service's `knobs()` makes an entry that is checked against its own. */
export type KnobOptions = Readonly<Record<string, Partial<CommonKnobs>>>;

export const hours = 3_600_000;

/** Every service's knobs as they stand at the start. */
export function commonKnobs(latency: Latency): CommonKnobs {
  return {
    latency,
    statusChain: [],
    rateLimit: [],
    rateLimitReads: false,
    retryAfter: false,
    resultLifetime: 24 * hours,
  };
}
