import {
  type Client,
  createClient,
  type DurationHistory,
  memoryHistory,
  type Provider,
  type ProviderInfo,
} from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { type Engine, localProvider } from "@stratify/local-engine";
import { createStore, type Store } from "../app/store.ts";
import type { SettingsBook } from "../settings/open-settings.ts";
import { keyedProviders, relayedServices, usableProviders } from "./make-providers.ts";

/** The engine's id. */
export const localId = "local";

/** Whether a provider can be called, or what is in the way. */
export type Standing = "ready" | "no-key" | "relay-only";

/** A provider as the user is offered it. */
export interface Choice {
  readonly info: ProviderInfo;
  readonly standing: Standing;
}

/** What is known of the relay. */
export type RelayState =
  | { readonly state: "none" | "asking" }
  | { readonly state: "listed"; readonly providers: readonly Provider[] }
  | { readonly state: "failed"; readonly error: unknown };

/** Everyone who can do a task, as the settings have it. */
export interface ProviderBook {
  readonly relay: Store<RelayState>;
  /** Asks the relay of the settings what it offers. */
  askRelay(): Promise<RelayState>;
  choices(): readonly Choice[];
  /** One client as long as the settings stay: it holds the services' limits over all runs. */
  client(): Client;
}

/** @param fetch what calls services and the relay */
export function openProviders(
  settings: SettingsBook,
  engine: Engine,
  fetch: typeof globalThis.fetch,
): ProviderBook {
  const local = localProvider(engine);
  const relay = createStore<RelayState>({ state: "none" });
  const clients = new Map<string, Client>();
  const relayed = () => {
    const now = relay.get();
    return now.state === "listed" ? now.providers : [];
  };

  let known: DurationHistory | undefined;
  /** One for all clients, begun when the settings are there. */
  const history = () => {
    known ??= memoryHistory(settings.store.get().durations, (durations) => settings.change({ durations }));
    return known;
  };

  return {
    relay,
    async askRelay() {
      const { address, token } = settings.store.get().relay;
      relay.set({ state: address && token ? "asking" : "none" });
      if (relay.get().state === "none") return relay.get();
      let answer: RelayState;
      try {
        answer = { state: "listed", providers: await relayProviders({ baseUrl: address, token, fetch }) };
      } catch (error) {
        answer = { state: "failed", error };
      }
      const now = settings.store.get().relay;
      // Another address was set meanwhile, and is asked by itself.
      if (now.address !== address || now.token !== token) return relay.get();
      relay.set(answer);
      return answer;
    },
    choices() {
      const { keys } = settings.store.get();
      const offered = relayed();
      const direct = keyedProviders(settings.store.get()).map((info): Choice => {
        return { info, standing: Object.hasOwn(keys, info.id) ? "ready" : "no-key" };
      });
      const missing = relayedServices()
        .filter(({ id }) => !offered.some((provider) => provider.id === `relay:${id}`))
        .map((info): Choice => ({ info, standing: "relay-only" }));
      const ready = [local, ...offered].map((info): Choice => ({ info, standing: "ready" }));
      return [...ready, ...direct, ...missing];
    },
    client() {
      const { keys, endpoints, relay: at } = settings.store.get();
      const offered = relayed();
      const name = JSON.stringify([keys, endpoints, at, offered.map(({ id }) => id)]);
      const known = clients.get(name);
      if (known) return known;
      const providers = [local, ...usableProviders({ keys, endpoints }), ...offered];
      const client = createClient({ providers, fetch, history: history() });
      clients.set(name, client);
      return client;
    },
  };
}
