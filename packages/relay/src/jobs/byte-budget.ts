import { refusal } from "../errors/refusal.ts";

/** Bytes that one request takes of what all of them may hold at once. */
export interface ByteBudget {
  /** @throws {StratifyError} under 429 when there is not that much left: nothing was sent or charged yet */
  take(bytes: number): void;
  /** Gives back all that was taken. */
  release(): void;
}

/** Bounds what all bodies that are being read or sent on may take together, so that memory has an end. */
export function createByteBudgets(most: number): () => ByteBudget {
  let held = 0;
  return () => {
    let own = 0;
    return {
      take(bytes) {
        if (held + bytes > most) {
          const detail = "too many images are under way at this moment";
          throw refusal(429, "rate-limited", detail, { retryAfter: 2000 });
        }
        held += bytes;
        own += bytes;
      },
      release() {
        held -= own;
        own = 0;
      },
    };
  };
}
