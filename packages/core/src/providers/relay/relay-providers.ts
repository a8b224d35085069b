import type { CallContext } from "../../contract/call-context.ts";
import type { Provider } from "../../contract/provider.ts";
import { type Api, defineApi } from "../../http/api.ts";
import { callJson } from "../../http/call-json.ts";
import { systemClock } from "../../http/clock.ts";
import { createRateGate } from "../../http/rate-gate.ts";
import { underDeadline } from "../../http/under-deadline.ts";
import { explain } from "./explain.ts";
import { type PromiseKeeper, type RelayId, relayProvider } from "./provider.ts";
import { providersResponse, type RelayPromise } from "./wire.ts";

/** Longest time for a relay to say what it offers, in milliseconds. */
const listDeadline = 30_000;

/** Where a relay is and what opens it. */
export interface RelayOptions {
  /** Such as `https://relay.example.com`; plain http only on this machine. */
  readonly baseUrl: string;
  /** Access token, as the relay's owner gave it out. It is made for pages and plugins; the services' keys are not. */
  readonly token: string;
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
}

/**
 * Asks a relay which providers it offers, and makes each of them a provider like any other, with the id
 * `relay:<id>`: the same service can also be there directly, and a handle always goes back the way it came.
 *
 * @example
 * const providers = await relayProviders({ baseUrl: "https://relay.example.com", token });
 * const client = createClient({ providers });
 * await client.run({ task: "cutout" }, image, { provider: "relay:claid" });
 *
 * @throws {TypeError} when the address or the token can't be one
 * @throws {StratifyError} when the relay can't be reached, or does not know the token
 */
export async function relayProviders(options: RelayOptions): Promise<readonly Provider<RelayId>[]> {
  const { baseUrl, token, signal, fetch = (...request) => globalThis.fetch(...request) } = options;
  const api = relayApi("relay", "Relay", baseUrl, token);
  const list = (context: CallContext) =>
    callJson(api, { kind: "safe", method: "GET", path: "/v1/providers" }, providersResponse, context);
  const clock = systemClock;
  const context = {
    fetch,
    clock,
    gate: createRateGate([], clock),
    requestTimeout: 10_000,
    maxResultBytes: 2 ** 20,
    allowResend: false,
    uploading: () => {},
    paying: async () => {},
  };
  const { providers, ...promise } = await underDeadline(
    { provider: api.id, providerName: api.name },
    { clock, signal, deadline: listDeadline },
    (signal) => list({ ...context, signal }),
  );
  let current: RelayPromise = promise;
  const keeper: PromiseKeeper = {
    get current() {
      return current;
    },
    renew: async (context) => {
      current = await list(context);
    },
  };
  return providers.map((offer) => {
    const own = relayApi(`relay:${offer.id}`, `${offer.name} (relay)`, baseUrl, token);
    return relayProvider(own, offer, keeper);
  });
}

function relayApi(id: string, name: string, baseUrl: string, token: string): Api {
  return defineApi({
    id,
    name,
    baseUrl,
    key: token,
    cache: "default",
    idempotent: true,
    explain,
  });
}
