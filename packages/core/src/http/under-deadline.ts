import type { Clock } from "../contract/clock.ts";
import { asFailure } from "../errors/as-failure.ts";
import { type ErrorFields, errorAbout, StratifyError } from "../errors/stratify-error.ts";
import { openScope, type TimeLimit } from "./within.ts";

/** How long a call may take. */
export interface CallLimits {
  readonly clock: Clock;
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, or `Infinity`. */
  readonly deadline: number;
}

/**
 * Runs a call under one signal that ends with the caller's or at the deadline, always with an error of ours as its
 * reason. The caller's signal keeps no listener once the call has settled.
 *
 * @param about what every error of the call says, such as the provider: what throws further down need not know
 */
export async function underDeadline<T>(
  about: Partial<ErrorFields>,
  { clock, signal: parent, deadline }: CallLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stopped = (cause: unknown) => new StratifyError({ code: "aborted", cause });
  const scope = openScope(parent, deadline < Infinity ? timeLimit(clock, deadline) : undefined, stopped);
  try {
    return await work(scope.signal);
  } catch (error) {
    throw errorAbout(asFailure(error), about);
  } finally {
    scope.close();
  }
}

/** A time limit that ends with an error of code `deadline`. */
export function timeLimit(clock: Clock, ms: number): TimeLimit {
  return { ms, clock, error: () => new StratifyError({ code: "deadline", detail: `${ms / 1000} s` }) };
}
