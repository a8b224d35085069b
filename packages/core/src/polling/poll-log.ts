import type { JobHandle } from "../contract/job.ts";
import { dropOldest } from "./drop-oldest.ts";

/** When jobs were last asked about, so that all waits for one job keep its pause together, at once or in turn. */
export interface PollLog {
  /** When a job was last asked about, in milliseconds since 1970; `undefined` when it was not. */
  last(handle: JobHandle): number | undefined;
  /** To be called when a poll is sent, and when it was answered or has failed. */
  polled(handle: JobHandle, now: number): void;
}

/** Pauses last seconds, within which no client polls as many jobs. */
const remembered = 1000;

export function createPollLog(): PollLog {
  const moments = new Map<string, number>();
  const keyOf = ({ provider, job }: JobHandle) => `${provider}/${job}`;
  return {
    last: (handle) => moments.get(keyOf(handle)),
    polled(handle, now) {
      const key = keyOf(handle);
      moments.delete(key);
      moments.set(key, now);
      dropOldest(moments, remembered);
    },
  };
}
