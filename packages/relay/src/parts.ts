import type { Client, Clock } from "@stratify/core";
import type { TokenBook } from "./access/token-book.ts";
import type { ByteBudget } from "./jobs/byte-budget.ts";
import type { SubmitOnce } from "./jobs/submit-once.ts";
import type { RelayLimits } from "./relay-options.ts";
import type { Sealer } from "./sealing/sealer.ts";
import type { SubmitStore } from "./submits/submit-store.ts";

/** What a relay was made of: everything its routes share. */
export interface Parts {
  readonly client: Client;
  readonly clock: Clock;
  readonly limits: RelayLimits;
  readonly sealer: Sealer;
  readonly tokens: TokenBook;
  readonly submitOnce: SubmitOnce;
  /** What is promised of submits that are sent again. */
  readonly promise: Pick<SubmitStore, "payOnceFor" | "epoch">;
  readonly newBudget: () => ByteBudget;
  /** Fetches results: from addresses of the open internet alone, unless the relay was told otherwise. */
  readonly fetchResult: typeof globalThis.fetch;
}
