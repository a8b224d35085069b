import type { Clock } from "../contract/clock.ts";
import type { OptionValues, Service } from "../contract/service.ts";
import { asFailure } from "../errors/as-failure.ts";
import { named } from "../errors/named.ts";
import type { StratifyError } from "../errors/stratify-error.ts";
import { systemClock } from "../http/clock.ts";
import { createRateGate } from "../http/rate-gate.ts";
import { underDeadline } from "../http/under-deadline.ts";

/** What a service says of a key. */
export type KeyVerdict =
  | { readonly key: "accepted" }
  | { readonly key: "refused"; readonly error: StratifyError }
  /** It could not be asked, or its response tells nothing about the key. */
  | { readonly key: "unknown"; readonly error: StratifyError };

/** Options of a key test. */
export interface KeyTest {
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds for the response. */
const patience = 15_000;

/**
 * Asks a service whether it accepts a key. Free of charge: no job is started.
 *
 * @param values the service's options, with the key
 * @throws {TypeError} when the options can't be used at all
 */
export async function testKey(
  service: Service,
  values: OptionValues,
  { fetch = (...request) => globalThis.fetch(...request), clock = systemClock, signal }: KeyTest = {},
): Promise<KeyVerdict> {
  // Options that can't be used at all are no verdict about the key.
  service.create(values);
  try {
    await underDeadline(named(service), { clock, signal, deadline: patience }, (signal) =>
      service.checkKey(values, {
        signal,
        fetch,
        clock,
        gate: createRateGate([], clock),
        requestTimeout: patience,
        maxResultBytes: 2 ** 20,
        allowResend: false,
        uploading: () => {},
        paying: async () => {},
      }),
    );
    return { key: "accepted" };
  } catch (thrown) {
    const error = asFailure(thrown);
    return { key: refusesKey(error) ? "refused" : "unknown", error };
  }
}

/** Whether an error says that whoever was asked does not accept the key or token that came along. */
export function refusesKey({ code }: StratifyError): boolean {
  return code === "unauthorized" || code === "forbidden";
}
