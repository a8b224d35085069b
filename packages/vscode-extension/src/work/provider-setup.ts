import { aetherforge, claid, figur, hitpaw, type Provider } from "@stratify/core";
import { type ServiceId, serviceIds } from "../contributions.ts";

/** What the user has set about the services. */
export interface ProviderSetup {
  readonly keys: Readonly<Partial<Record<ServiceId, string>>>;
  /** Addresses other than the real ones; an empty one is the real one. */
  readonly endpoints: Readonly<Partial<Record<ServiceId, string>>>;
  readonly figurPreset: string;
  readonly subjectKeyword: string;
  /** The relay, where its address and token are set. */
  readonly relay?: RelaySetup;
}

export interface RelaySetup {
  readonly address: string;
  readonly token: string;
}

/** Stands for a key or preset that is not set, where a provider is only described. */
const unset = "unset";

const factories: Readonly<Record<ServiceId, (setup: ProviderSetup, apiKey: string) => Provider>> = {
  aetherforge: (setup, apiKey) =>
    aetherforge({ apiKey, ...at(setup, "aetherforge"), subjectKeyword: setup.subjectKeyword || "character" }),
  claid: (setup, apiKey) => claid({ apiKey, ...at(setup, "claid") }),
  figur: (setup, apiKey) =>
    figur({ apiKey, ...at(setup, "figur"), outputPreset: setup.figurPreset || unset }),
  hitpaw: (setup, apiKey) => hitpaw({ apiKey, ...at(setup, "hitpaw") }),
};

/** All services, also those without a key: to be looked at, not to be called. */
export function describedProviders(setup: ProviderSetup): readonly Provider[] {
  return serviceIds.map((service) => factories[service](setup, setup.keys[service] ?? unset));
}

/** The services that have a key. */
export function usableProviders(setup: ProviderSetup): readonly Provider[] {
  return serviceIds.flatMap((service) => {
    const key = setup.keys[service];
    return key ? [factories[service](setup, key)] : [];
  });
}

function at({ endpoints }: ProviderSetup, service: ServiceId): { readonly baseUrl?: string } {
  const baseUrl = endpoints[service];
  return baseUrl ? { baseUrl } : {};
}
