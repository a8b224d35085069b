import type { Clock } from "../contract/clock.ts";

/** A time limit, the clock that measures it and the error that says it has passed. */
export interface TimeLimit {
  readonly ms: number;
  readonly clock: Clock;
  readonly error: () => Error;
}

/** Why a clock is let go. Without a reason the platform makes an error with a stack, for each request. */
const over = "over";

/** A signal that follows another one and ends at a time limit, until it is closed. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Lets go of the followed signal and of the clock. */
  close(): void;
}

/**
 * Opens a scope. However much work runs under its signal, the followed signal gets one listener, and none once the
 * scope is closed.
 *
 * @param parent the signal to follow; may be aborted already
 * @param limit when and with which error the scope ends by itself
 * @param reason turns the parent's abort reason into this scope's
 * @param onEnd told the scope's reason when it ends
 */
export function openScope(
  parent: AbortSignal | undefined,
  limit: TimeLimit | undefined,
  reason: (parentReason: unknown) => unknown = (same) => same,
  onEnd: (reason: unknown) => void = () => {},
): Scope {
  const own = new AbortController();
  const closed = new AbortController();
  const end = (why: unknown) => {
    own.abort(why);
    onEnd(why);
  };
  const follow = () => end(reason(parent?.reason));
  if (parent?.aborted) follow();
  else parent?.addEventListener("abort", follow, { once: true });
  // A sleep that is closed before it ends rejects, which is what it is closed for.
  limit?.clock.sleep(limit.ms, closed.signal).then(
    () => end(limit.error()),
    () => {},
  );
  return {
    signal: own.signal,
    close: () => {
      closed.abort(over);
      parent?.removeEventListener("abort", follow);
    },
  };
}

/**
 * Runs work under a scope of its own and closes it when the work settles or the scope ends, whether or not the work
 * listens. Every request passes here, so it is one promise and one listener.
 *
 * @throws the parent's abort reason, the limit's error, or whatever the work throws
 */
export function within<T>(
  parent: AbortSignal,
  limit: TimeLimit | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    parent.throwIfAborted();
    const fail = (reason: unknown) => {
      scope.close();
      reject(reason);
    };
    const scope = openScope(parent, limit, undefined, fail);
    work(scope.signal).then((value) => {
      scope.close();
      resolve(value);
    }, fail);
  });
}
