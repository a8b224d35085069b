import type { JobHandle } from "../contract/job.ts";
import { dropOldest } from "./drop-oldest.ts";

/** When jobs were last heard of, so that a second wait for a job keeps its pause after the first one's last poll. */
export interface PollLog {
  /** Milliseconds since 1970; absent for a job that was not polled lately. */
  answeredAt(handle: JobHandle): number | undefined;
  answered(handle: JobHandle, at: number): void;
}

/** Pauses last seconds, within which no client polls as many jobs. */
const remembered = 1000;

export function createPollLog(): PollLog {
  const moments = new Map<string, number>();
  const keyOf = ({ provider, job }: JobHandle) => `${provider}/${job}`;
  return {
    answeredAt: (handle) => moments.get(keyOf(handle)),
    answered(handle, at) {
      const key = keyOf(handle);
      moments.delete(key);
      moments.set(key, at);
      dropOldest(moments, remembered);
    },
  };
}
