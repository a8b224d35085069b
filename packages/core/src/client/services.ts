import type { CallContext } from "../contract/call-context.ts";
import type { Clock } from "../contract/clock.ts";
import type { SourceImage } from "../contract/image.ts";
import type { Provider } from "../contract/provider.ts";
import type { RateGate } from "../contract/rate-gate.ts";
import type { DurationHistory } from "../polling/history.ts";
import type { PollLog } from "../polling/poll-log.ts";
import type { WakeableSleep } from "../polling/wakeable-sleep.ts";
import type { Claims } from "./claims.ts";
import type { Journal } from "./journal.ts";
import type { ResultStore } from "./results.ts";

/** Makes an image whose pixels lie as they are shown, for services that ignore the orientation tag. */
export type MakeUpright = (image: BytesImage) => Promise<BytesImage>;

/** A source image that is there as bytes. */
export type BytesImage = Extract<SourceImage, { readonly kind: "bytes" }>;

/** What a client was made of: everything its steps share. */
export interface Services {
  readonly fetch: typeof globalThis.fetch;
  readonly journal: Journal;
  readonly results: ResultStore;
  readonly history: DurationHistory;
  readonly clock: Clock;
  readonly polling: WakeableSleep;
  readonly pollLog: PollLog;
  readonly claims: Claims;
  readonly upright: MakeUpright | undefined;
  readonly requestTimeout: number | undefined;
  readonly maxResultBytes: number;
  readonly allowResend: boolean;
  /** The one gate that every request to a provider passes. */
  readonly gateOf: (provider: Provider) => RateGate;
}

/** The context of calls that cost nothing. */
export function freeContext(services: Services, provider: Provider, signal: AbortSignal): CallContext {
  const { fetch, clock, requestTimeout, maxResultBytes, allowResend } = services;
  const gate = services.gateOf(provider);
  const silent = { uploading: () => {}, paying: async () => {} };
  return { fetch, clock, requestTimeout, maxResultBytes, allowResend, gate, signal, ...silent };
}
