import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as moment } from "node:timers/promises";
import type { Intent, JobHandle, Journal } from "@stratify/core";
import { operationOf } from "./operation-of.ts";

/** What one job has come to so far, by its journal and its requests. */
export interface Trace {
  readonly index: number;
  intent?: Intent;
  handle?: JobHandle;
  refused: boolean;
  /** The list of jobs was asked for, so jobs are read that are not known to be this one. */
  searched: boolean;
}

/** Watches a client from outside, job by job: what it writes down, and what it sends before it has. */
export interface Watch {
  readonly fetch: typeof globalThis.fetch;
  readonly journal: Journal;
  /** Every time something was sent before it was written down. */
  readonly violations: readonly string[];
  /** Whatever `work` writes and sends belongs to this job. */
  during<T>(index: number, work: (trace: Trace) => Promise<T>): Promise<T>;
}

/**
 * Starts to watch.
 *
 * @param service id of the service that the client uses
 */
export function createWatch(service: string): Watch {
  const current = new AsyncLocalStorage<Trace>();
  const violations: string[] = [];
  return {
    violations,
    during(index, work) {
      const trace: Trace = { index, refused: false, searched: false };
      return current.run(trace, () => work(trace));
    },
    fetch(input, init) {
      const trace = current.getStore();
      const { method, url } =
        input instanceof Request ? input : new Request(input, { method: init?.method ?? "GET" });
      const operation = operationOf(service, method, new URL(url));
      if (trace && operation === "submit" && !trace.intent)
        violations.push(`job ${trace.index} was paid for before its intent was written`);
      if (trace && operation === "list") trace.searched = true;
      if (trace && operation === "status" && !trace.handle && !trace.searched)
        violations.push(`job ${trace.index} was polled before its handle was written`);
      return globalThis.fetch(input, init);
    },
    journal: {
      async write(entry) {
        const trace = current.getStore();
        // A write takes a moment, as to a disk.
        await moment();
        if (trace && entry.type === "intent") trace.intent = entry.intent;
        if (trace && entry.type === "handle") trace.handle = entry.handle;
        if (trace && entry.type === "refused") trace.refused = true;
      },
    },
  };
}
