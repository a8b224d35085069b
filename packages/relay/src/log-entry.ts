/**
 * What is logged of a request. Nothing in it can open anything: no token, no key, no handle, no link, no word or
 * image of a user's.
 */
export interface LogEntry {
  /** The same as in the answer's header `x-request-id`. */
  readonly request: string;
  readonly method: string;
  /** The route's pattern, never the path itself. */
  readonly route: string;
  readonly status: number;
  /** Until the answer's first byte, in milliseconds. */
  readonly ms: number;
  /** The token's name. */
  readonly caller?: string;
  readonly provider?: string;
  readonly task?: string;
  /** The error's code. */
  readonly code?: string;
}
