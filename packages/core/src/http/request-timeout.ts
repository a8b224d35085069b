import type { CallContext } from "../contract/call-context.ts";

/** Longest time for one request, body included, in milliseconds, where the caller set none. */
export const defaultTimeouts = {
  /** A request that is answered from memory. */
  call: 30_000,
  /** A file to or from a storage or a service. */
  transfer: 120_000,
  /** A submit whose response comes when the job is done. */
  synchronous: 180_000,
} as const;

/** The timeout of one request: the caller's own, else that of its kind. */
export function requestTimeout(
  { requestTimeout: set }: Pick<CallContext, "requestTimeout">,
  kind: keyof typeof defaultTimeouts,
): number {
  return set ?? defaultTimeouts[kind];
}
