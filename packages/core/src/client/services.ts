import type { Intent } from "../contract/job.ts";
import type { Provider } from "../contract/provider.ts";
import type { CallContext } from "../http/call-context.ts";
import type { Clock } from "../http/clock.ts";
import type { RateGate } from "../http/rate-gate.ts";
import type { DurationHistory } from "../polling/history.ts";
import type { PollLog } from "../polling/poll-log.ts";
import type { WakeableSleep } from "../polling/wakeable-sleep.ts";
import type { Journal } from "./journal.ts";

/** What a client was made of: everything its steps share. */
export interface Services {
  readonly fetch: typeof globalThis.fetch;
  readonly journal: Journal;
  readonly history: DurationHistory;
  readonly clock: Clock;
  readonly polling: WakeableSleep;
  readonly pollLog: PollLog;
  readonly requestTimeout: number;
  readonly maxResultBytes: number;
  /** The one gate that every request to a provider passes. */
  readonly gateOf: (provider: Provider) => RateGate;
}

/** The context of calls that cost nothing. */
export function freeContext(services: Services, provider: Provider, signal: AbortSignal): CallContext {
  const { fetch, clock, requestTimeout } = services;
  const gate = services.gateOf(provider);
  return { fetch, clock, requestTimeout, gate, signal, uploading: () => {}, paying: async () => {} };
}

/** Under which key the durations of such jobs are remembered. */
export function historyKey({ provider, task }: Pick<Intent, "provider" | "task">): string {
  return `${provider}/${task}`;
}
