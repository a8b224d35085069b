import type { Clock, Provider, ResultStore } from "@stratify/core";
import type { AccessToken } from "./access/access-token.ts";
import type { LogEntry } from "./log-entry.ts";
import type { SubmitStore } from "./submits/submit-store.ts";

/** What a relay is made of. */
export interface RelayOptions {
  /** With the services' keys in them. */
  readonly providers: readonly Provider[];
  /**
   * What handles and links are sealed with, 32 characters or more each. The first one seals, all of them open: to
   * change it, put a new one before it, and take the old one away 30 days later.
   */
  readonly secrets: readonly string[];
  readonly tokens: readonly AccessToken[];
  readonly limits?: Partial<RelayLimits>;
  /** Remembers submits, so that one that is sent twice is paid once. @default in memory, and nothing is promised */
  readonly submits?: SubmitStore;
  /**
   * Keeps results that come inside the response to a submit, until they are fetched, as often as somebody asks. Where
   * several instances answer for one address, give them one store. @default 256 MB in memory, the oldest go first
   */
  readonly results?: ResultStore;
  /** What asks the services. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Lets the services be on this machine or network and use plain http: for the sandbox, never for a relay that
   * others can reach. @default false
   */
  readonly allowPrivateAddresses?: boolean;
  /** Told of every request once it is answered. @default nobody */
  readonly log?: (entry: LogEntry) => void;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** Sizes are in bytes, times in milliseconds. */
export interface RelayLimits {
  /** Largest request. @default 67108864, which is 64 MB */
  readonly bodyBytes: number;
  /** Longest time for a request to arrive. @default 60000 */
  readonly bodyTime: number;
  /** Most that all requests being read or sent on may hold together. @default 536870912, which is 512 MB */
  readonly heldBytes: number;
  /** Longest time for a submit at its provider. @default 190000 */
  readonly submitTime: number;
  /** Largest result. @default 67108864 */
  readonly resultBytes: number;
  /** Longest time for a result to pass through. @default 120000 */
  readonly resultTime: number;
  /** How long a result's link works. @default 900000, which is 15 minutes */
  readonly linkLifetime: number;
  /** How long a handle works. @default 2592000000, which is 30 days */
  readonly handleLifetime: number;
}

export const defaultLimits: RelayLimits = {
  bodyBytes: 64 * 2 ** 20,
  bodyTime: 60_000,
  heldBytes: 512 * 2 ** 20,
  submitTime: 190_000,
  resultBytes: 64 * 2 ** 20,
  resultTime: 120_000,
  linkLifetime: 900_000,
  handleLifetime: 30 * 86_400_000,
};

/** The platform's part in one request. */
export interface RequestContext {
  /** Keeps work going after the answer, or after whoever asked has gone: a submit must not be stopped half-way. */
  waitUntil(work: Promise<unknown>): void;
}

/** A relay: a fetch handler for any platform that has them. */
export interface Relay {
  fetch(request: Request, context?: RequestContext): Promise<Response>;
}
