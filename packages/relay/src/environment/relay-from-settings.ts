import { type Provider, systemClock } from "@stratify/core";
import { createRelay } from "../create-relay.ts";
import type { Relay } from "../relay-options.ts";
import { memorySubmits } from "../submits/memory-submits.ts";
import type { Settings } from "./settings.ts";

/**
 * Makes the relay that its environment describes. It logs a line of JSON for each request.
 *
 * @param fetch what asks the services, where the platform's own does not look at what a name resolves to
 * @throws {TypeError} when there is nothing to offer, a limit is for what is not offered, there is no token or no
 * secret, or one is too short
 */
export function relayFromSettings(
  settings: Settings,
  providers: readonly Provider[],
  fetch?: typeof globalThis.fetch,
): Relay {
  if (providers.length === 0) throw new TypeError("There is nothing to offer: set a service's key.");
  const stranger = Object.keys(settings.costPerDay).find((name) => !providers.some(({ id }) => id === name));
  // A limit under a misspelt name would limit nothing.
  if (stranger) throw new TypeError(`RELAY_COST_PER_DAY names "${stranger}", which is not offered here.`);
  const { tasks, requestsPerMinute, costPerDay, onlyInstance, allowPrivateAddresses } = settings;
  const limits = { ...(tasks && { tasks }), ...(requestsPerMinute && { requestsPerMinute }), costPerDay };
  return createRelay({
    providers,
    tokens: settings.tokens.map((token) => ({ ...token, ...limits })),
    secrets: settings.secrets,
    submits: memorySubmits({ onlyInstance, clock: systemClock }),
    allowPrivateAddresses,
    ...(fetch && { fetch }),
    log: (entry) => console.log(JSON.stringify(entry)),
  });
}
