import type { Clock } from "@stratify/core";
import type { SubmitStore } from "./submit-store.ts";

/** What the store in memory is made of. */
export interface MemorySubmitsOptions {
  /**
   * Whether no other instance answers for the same address. Nothing is promised otherwise: a repeated submit may
   * reach an instance that has never heard of it.
   */
  readonly onlyInstance: boolean;
  readonly clock: Pick<Clock, "now">;
  /** For how long a key is known, in milliseconds. @default 900000 */
  readonly keepFor?: number;
  /** Most keys at once. @default 20000 */
  readonly most?: number;
}

interface Entry {
  readonly fingerprint: string;
  readonly until: number;
  answer?: string;
}

/** Remembers submits in this process. */
export function memorySubmits(options: MemorySubmitsOptions): SubmitStore {
  const { onlyInstance, clock, keepFor = 900_000, most = 20_000 } = options;
  /** In the order of their claims, which is that of their ends. */
  const entries = new Map<string, Entry>();
  const forgetOld = (now: number) => {
    for (const [key, { until }] of entries) {
      if (until > now) return until;
      entries.delete(key);
    }
    return now;
  };

  return {
    payOnceFor: onlyInstance ? keepFor : 0,
    ...(onlyInstance && { epoch: crypto.randomUUID() }),
    async claim(key, fingerprint) {
      const now = clock.now();
      const nextEnd = forgetOld(now);
      const known = entries.get(key);
      if (known?.answer !== undefined)
        return { state: "settled", fingerprint: known.fingerprint, answer: known.answer };
      if (known) return { state: "busy", fingerprint: known.fingerprint };
      if (entries.size >= most) return { state: "full", retryAfter: nextEnd - now };
      entries.set(key, { fingerprint, until: now + keepFor });
      return { state: "claimed" };
    },
    async settle(key, answer) {
      const entry = entries.get(key);
      if (entry) entry.answer = answer;
    },
    async release(key) {
      entries.delete(key);
    },
  };
}
