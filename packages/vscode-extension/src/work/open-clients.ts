import { type Client, type ClientOptions, createClient, type Provider } from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { isRelayed } from "../providers/provider-names.ts";
import { findService, type ProviderSetup, type RelaySetup, usableProviders } from "./provider-setup.ts";

/** The clients of a session. */
export interface Clients {
  /**
   * The client that a provider is asked through: one for all runs under the same settings, since it holds the
   * services' limits over all of them.
   *
   * @throws when it is behind a relay that can't be asked what it offers, or an option has a value that it can't have
   */
  for(provider: string, setup: ProviderSetup): Promise<Client>;
  /** The client of the relay. @throws like `for` */
  relay(setup: ProviderSetup, signal?: AbortSignal): Promise<Client>;
  /** Polls every waiting job now. */
  wake(): void;
}

/**
 * @param local the engine, which is always there
 * @param shared what all clients share: history, results, how images are turned upright
 */
export function openClients(
  local: Provider,
  shared: Pick<ClientOptions, "history" | "results" | "upright">,
): Clients {
  const direct = new Map<string, Client>();
  const relayed = new Map<string, Promise<Client>>();
  const opened = new Set<Client>();
  const open = (providers: readonly Provider[], allowResend = false) => {
    const client = createClient({ providers, ...shared, allowResend });
    opened.add(client);
    return client;
  };

  const relay = async ({ relay }: ProviderSetup, signal?: AbortSignal): Promise<Client> => {
    if (!relay) throw noRelay();
    const key = JSON.stringify(relay);
    const asked = relayed.get(key) ?? offered(relay, signal).then((providers) => open(providers));
    relayed.set(key, asked);
    // What failed is tried again at the next call.
    asked.catch(() => relayed.delete(key));
    return asked;
  };
  return {
    relay,
    async for(provider, setup) {
      if (isRelayed(provider)) return relay(setup);
      const { options, resendAllowed } = setup;
      const host = findService(provider, setup)?.capabilities.host ?? "";
      const allowResend = resendAllowed[provider]?.includes(host) ?? false;
      const key = JSON.stringify([options, allowResend]);
      const client = direct.get(key) ?? open([local, ...usableProviders(setup)], allowResend);
      direct.set(key, client);
      return client;
    },
    wake() {
      for (const client of opened) client.wake();
    },
  };
}

/** Told to whoever asks a relay that is not set up. */
export function noRelay(): Error {
  return new Error(
    'No relay is set up. Set its base URL in "stratify.relay.address", and its access token with the command "Stratify: Set API Key...".',
  );
}

/** What a relay offers. */
export function offered({ address, token }: RelaySetup, signal?: AbortSignal): Promise<readonly Provider[]> {
  return relayProviders({ baseUrl: address, token, ...(signal && { signal }) });
}
