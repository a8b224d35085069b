import { type CallContext, systemClock } from "@stratify/core";

/** What a call may use, on the machine's own fetch, and a record of what it said on the way. */
export function callContext(given: Partial<CallContext> = {}) {
  const said: string[] = [];
  const context: CallContext = {
    signal: new AbortController().signal,
    fetch: (...request) => globalThis.fetch(...request),
    // Seconds pass in milliseconds, for pauses and timeouts alike.
    clock: { now: () => systemClock.now(), sleep: (ms, signal) => systemClock.sleep(ms / 1000, signal) },
    gate: {
      pass: async () => void said.push("gate"),
      pause: (ms) => void said.push(`pause ${ms}`),
    },
    requestTimeout: 5_000_000,
    maxResultBytes: 64 * 2 ** 20,
    allowResend: false,
    uploading: () => void said.push("uploading"),
    paying: async ({ marker }) => void said.push(marker === undefined ? "paying" : `paying ${marker}`),
    ...given,
  };
  return { context, said };
}
