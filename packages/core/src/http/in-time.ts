import type { CallContext } from "../contract/call-context.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { within } from "./within.ts";

/** Longest time for one request, body included, in milliseconds, where the caller set none. */
const defaultTimeouts = {
  /** A request that is answered from memory. */
  call: 30_000,
  /** A file to or from a storage or a service. */
  transfer: 120_000,
  /** A submit whose response comes when the job is done. */
  synchronous: 180_000,
} as const;

/**
 * Makes one request within its time: the caller's own, else that of its kind.
 *
 * @throws {StratifyError} `network` when that has passed, the signal's reason, or whatever the work throws
 */
export function inTime<T>(
  { signal, clock, requestTimeout }: Pick<CallContext, "signal" | "clock" | "requestTimeout">,
  kind: keyof typeof defaultTimeouts,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ms = requestTimeout ?? defaultTimeouts[kind];
  const error = () => new StratifyError({ code: "network", detail: `it took more than ${ms / 1000} s` });
  return within(signal, { ms, clock, error }, work);
}
