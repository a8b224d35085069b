import {
  type Client,
  createClient,
  type DurationHistory,
  memoryHistory,
  type Provider,
  type ProviderInfo,
} from "@stratify/core";
import { relayProviders } from "@stratify/core/relay";
import { type ServiceId, serviceFacts } from "@stratify/core/service-facts";
import type { ServiceOption, Words } from "@stratify/core/services";
import { type KeyVerdict, testKey } from "@stratify/core/test-key";
import { type Engine, localProvider } from "@stratify/local-engine";
import { localEngine } from "../../shared/providers.ts";
import { createStore, type Store } from "../app/store.ts";
import type { SettingsBook } from "../settings/open-settings.ts";
import { optionValues } from "../settings/option-values.ts";
import { directServices, type Settings } from "../settings/settings.ts";
import { makeProvider, serviceOf } from "./make-providers.ts";

/** What is shown of a provider, be it ready or not. */
export type ShownProvider = Pick<ProviderInfo, "id" | "name" | "capabilities">;

/** A provider as the user is offered it: ready, or with what is in the way. */
export type Choice =
  | { readonly standing: "ready"; readonly info: ProviderInfo }
  /** Options have no value yet. */
  | { readonly standing: "unset"; readonly info: ShownProvider; readonly missing: readonly ServiceOption[] }
  /** An option has a value that it can't have. */
  | { readonly standing: "wrong"; readonly info: ShownProvider; readonly reason: string }
  | { readonly standing: "relay-only"; readonly info: ShownProvider; readonly reason: Words };

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
  /**
   * One client as long as the settings stay: it holds the services' limits over all runs.
   *
   * @param allowResend the user was told that this browser may send paid requests twice, and started all the same
   */
  client(allowResend?: boolean): Client;
  /** Asks a service about its key, with its options as they are set. Free of charge. */
  testKey(id: ServiceId, signal?: AbortSignal): Promise<KeyVerdict>;
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

  let begun: DurationHistory | undefined;
  const remembered = () => {
    begun ??= memoryHistory(settings.store.get().durations, (durations) => settings.change({ durations }));
    return begun;
  };
  /** One for all clients. Begun by the first job: before that the settings may not be there. */
  const history: DurationHistory = {
    durations: (key) => remembered().durations(key),
    add: (key, ms) => remembered().add(key, ms),
  };

  const client = (allowResend = false) => {
    const { keys, endpoints, options, relay: at } = settings.store.get();
    const offered = relayed();
    const name = JSON.stringify([keys, endpoints, options, at, offered.map(({ id }) => id), allowResend]);
    const known = clients.get(name);
    if (known) return known;
    const direct = directServices.flatMap(({ id }) => {
      const made = makeProvider(id, { keys, endpoints, options });
      return "provider" in made ? [made.provider] : [];
    });
    const providers: readonly Provider[] = [local, ...direct, ...offered];
    const created = createClient({ providers, fetch, history, allowResend });
    clients.set(name, created);
    return created;
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
    choices: () => choicesOf(settings.store.get(), client().providers),
    client,
    testKey: (id, signal) => {
      const service = serviceOf(id);
      return testKey(service, optionValues(settings.store.get(), service), { fetch, signal });
    },
  };
}

/** The engine first, then what the relay offers, then the services that are called from here, then the others. */
function choicesOf(settings: Settings, ready: readonly ProviderInfo[]): readonly Choice[] {
  const readyOnes = (isWanted: (id: string) => boolean) =>
    ready.filter(({ id }) => isWanted(id)).map((info): Choice => ({ standing: "ready", info }));
  const direct = directServices.flatMap((info): readonly Choice[] => {
    const made = makeProvider(info.id, settings);
    if ("missing" in made) return [{ standing: "unset", info, missing: made.missing }];
    if ("wrong" in made) return [{ standing: "wrong", info, reason: made.wrong }];
    return readyOnes((id) => id === info.id);
  });
  const others = serviceFacts.flatMap((info): readonly Choice[] => {
    const { browser } = info;
    const isOffered = ready.some(({ id }) => id === `relay:${info.id}`);
    if (!("relayOnly" in browser) || isOffered) return [];
    return [{ standing: "relay-only", info, reason: browser.relayOnly }];
  });
  return [
    ...readyOnes((id) => id === localEngine.id),
    ...readyOnes((id) => id.startsWith("relay:")),
    ...direct,
    ...others,
  ];
}
