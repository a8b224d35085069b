import type { TaskKind } from "@stratify/core";

/** A token that opens the relay, and how far. */
export interface AccessToken {
  /** What the log calls it; whose it is, for example. Not secret. */
  readonly name: string;
  /** At least 24 characters; what `openssl rand -base64 32` prints, for example. */
  readonly token: string;
  /** Tasks it may ask for. @default all */
  readonly tasks?: readonly TaskKind[];
  /** Requests of any kind in a minute, results included; as many may come at once. @default 600 */
  readonly requestsPerMinute?: number;
  /**
   * Most that it may spend a day (UTC), by the provider's id and in that provider's own unit: 500 are 100 jobs of 5
   * credits. A job whose cost the provider does not tell counts as 1. @default no limit
   */
  readonly costPerDay?: Readonly<Record<string, number>>;
}
