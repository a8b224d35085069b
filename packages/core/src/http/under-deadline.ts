import type { Clock } from "../contract/clock.ts";
import type { Provider } from "../contract/provider.ts";
import { asFailure } from "../errors/as-failure.ts";
import { named } from "../errors/named.ts";
import { type ErrorFields, errorAbout, StratifyError } from "../errors/stratify-error.ts";
import { openScope } from "./within.ts";

/** How long a call may take. */
export interface CallLimits {
  readonly clock: Clock;
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. */
  readonly deadline: number;
}

/**
 * Runs a call under one signal that ends with the caller's or at the deadline, always with an error of ours as its
 * reason. The caller's signal keeps no listener once the call has settled.
 *
 * @param about what the call's errors are about
 */
export async function underDeadline<T>(
  provider: Pick<Provider, "id" | "name">,
  { clock, signal: parent, deadline }: CallLimits,
  about: Partial<ErrorFields>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const tooLate = () =>
    new StratifyError({ ...named(provider), code: "deadline", detail: `${deadline / 1000} s` });
  const stopped = (cause: unknown) => new StratifyError({ ...named(provider), code: "aborted", cause });
  const scope = openScope(parent, { ms: deadline, clock, error: tooLate }, stopped);
  try {
    return await work(scope.signal);
  } catch (error) {
    throw errorAbout(asFailure(error), { ...named(provider), ...about });
  } finally {
    scope.close();
  }
}
