import type { Provider } from "../contract/provider.ts";
import { type ErrorFields, errorAbout, StratifyError } from "../errors/stratify-error.ts";
import { named } from "../http/named.ts";
import { openScope } from "../http/within.ts";
import { asFailure } from "./as-failure.ts";
import type { CallOptions } from "./client.ts";

/**
 * Runs a call under one signal that ends with the caller's or at the deadline, always with an error of ours as its
 * reason. The caller's signal keeps no listener once the call has settled.
 *
 * @param ms the deadline where the caller gives none
 * @param about what the call's errors are about
 */
export async function underDeadline<T>(
  provider: Pick<Provider, "id" | "name">,
  { signal: parent, deadline }: CallOptions,
  ms: number,
  about: Partial<ErrorFields>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const allowed = deadline ?? ms;
  const tooLate = () =>
    new StratifyError({ ...named(provider), code: "deadline", detail: `${allowed / 1000} s` });
  const stopped = (cause: unknown) => new StratifyError({ ...named(provider), code: "aborted", cause });
  const scope = openScope(parent, { ms: allowed, error: tooLate }, stopped);
  try {
    return await work(scope.signal);
  } catch (error) {
    throw errorAbout(asFailure(error), { ...named(provider), ...about });
  } finally {
    scope.close();
  }
}
