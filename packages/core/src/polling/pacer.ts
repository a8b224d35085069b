import type { Cadence } from "../contract/capabilities.ts";
import { nextPoll } from "./next-poll.ts";

/** What paces the polls of one job. Times are in milliseconds. */
export interface PacerOptions {
  readonly cadence: Cadence;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** When the job was accepted, in milliseconds since 1970, by this process or another. */
  readonly submittedAt: number;
  /** Durations of recent jobs of this kind. @default none: the documented cadence is kept */
  readonly durations?: () => readonly number[];
  /** Numbers in [0, 1). @default Math.random */
  readonly random?: () => number;
}

/** Says when a job may be polled and when it is worth it. */
export interface Pacer {
  /** Milliseconds until the next poll is due. Never less than {@link allowed}. */
  due(): number;
  /** Milliseconds until the next poll is allowed at all: no wake comes before. */
  allowed(): number;
  /** To be called right before a poll is sent. */
  sent(): void;
  /** To be called when a poll was answered or has failed. */
  answered(): void;
  /** Allows no poll for `ms` from now, as a provider asked or a repeat needs. */
  hold(ms: number): void;
}

/** Jobs of one batch are spread by this share, so that they are not all polled in the same instant. */
const spread = 0.05;

/**
 * Makes the pacer of one job. The documented pause holds after the submit and after the answer of every poll, since
 * only an answer proves that the poll before has arrived; the spacing counts from when a poll was sent, so that slow
 * answers do not stretch it. A job that is older than its first poll is due at once.
 */
export function createPacer(options: PacerOptions): Pacer {
  const { cadence, now, submittedAt, durations = () => [], random = Math.random } = options;
  const age = () => Math.max(0, now() - submittedAt);
  let polledAt: number | undefined;
  /** Moments, and the longest waits for them that a clock set back may make of them. */
  let allowed = { at: now() - age() + cadence.min, most: cadence.min };
  let due = jittered(now() - age(), nextPoll(durations(), cadence));

  function jittered(from: number, ms: number) {
    const most = ms * (1 - spread + 2 * spread * random());
    return { at: from + most, most };
  }
  // Whole milliseconds, as timers have them; rounded up, since a sum of fractions may fall short of a pause.
  const until = ({ at, most }: typeof due) => Math.ceil(Math.min(most, Math.max(0, at - now())));

  return {
    due: () => Math.max(until(due), until(allowed)),
    allowed: () => until(allowed),
    sent: () => {
      polledAt = age();
    },
    answered() {
      const at = polledAt ?? age();
      due = jittered(now() - (age() - at), nextPoll(durations(), cadence, at) - at);
      allowed = { at: now() + cadence.min, most: cadence.min };
    },
    hold(ms) {
      if (now() + ms > allowed.at) allowed = { at: now() + ms, most: ms };
    },
  };
}
