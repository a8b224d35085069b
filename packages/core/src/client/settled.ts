import type { Clock } from "../contract/clock.ts";
import { within } from "../http/within.ts";

/** How long a paid job waits for a host that does not settle, in milliseconds. */
const patience = 10_000;

/** Does a host's work after a payment. Rejects when it takes too long: the job has to go on. */
export function settled<T>(clock: Clock, work: () => T | Promise<T>): Promise<T> {
  const limit = { ms: patience, clock, error: () => new Error("the host does not settle") };
  return within(new AbortController().signal, limit, async () => work());
}
