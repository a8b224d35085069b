import { longestTimer } from "./clock.ts";

/** A time limit and the error that says it has passed. */
export interface TimeLimit {
  readonly ms: number;
  readonly error: () => Error;
}

/** A signal that follows another one and ends at a time limit, until it is closed. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Lets go of the followed signal and of the timer. */
  close(): void;
}

/**
 * Opens a scope. However much work runs under its signal, the followed signal gets one listener, and none once the
 * scope is closed.
 *
 * @param parent the signal to follow; may be aborted already
 * @param limit when and with which error the scope ends by itself
 * @param reason turns the parent's abort reason into this scope's
 */
export function openScope(
  parent: AbortSignal | undefined,
  limit: TimeLimit | undefined,
  reason: (parentReason: unknown) => unknown = (same) => same,
): Scope {
  const own = new AbortController();
  const follow = () => own.abort(reason(parent?.reason));
  if (parent?.aborted) follow();
  else parent?.addEventListener("abort", follow, { once: true });
  const timer = limit && setTimeout(() => own.abort(limit.error()), Math.min(limit.ms, longestTimer));
  return {
    signal: own.signal,
    close: () => {
      clearTimeout(timer);
      parent?.removeEventListener("abort", follow);
    },
  };
}

/**
 * Settles with the work, or rejects with the signal's reason as soon as it aborts, whether or not the work listens.
 */
export async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/**
 * Runs work under a scope of its own and closes it when the work settles or the scope ends.
 *
 * @throws the parent's abort reason, the limit's error, or whatever the work throws
 */
export async function within<T>(
  parent: AbortSignal,
  limit: TimeLimit | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const scope = openScope(parent, limit);
  try {
    return await orAborted(scope.signal, work(scope.signal));
  } finally {
    scope.close();
  }
}
