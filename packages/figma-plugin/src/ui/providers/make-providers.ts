import { aetherforge, claid, figur, hitpaw, type Provider } from "@stratify/core";
import { type KeyedService, keyedServices, type Settings } from "../settings/settings.ts";

type Set = Pick<Settings, "keys" | "endpoints">;

/** Stands for a key that is not set, where a provider is only described. */
const unset = "unset";

const factories: Readonly<Record<KeyedService, (set: Set) => Provider>> = {
  aetherforge: (set) => aetherforge(optionsOf(set, "aetherforge")),
  claid: (set) => claid(optionsOf(set, "claid")),
};

/** The services that have a key. */
export function usableProviders(set: Set): readonly Provider[] {
  return keyedServices.filter((service) => set.keys[service]).map((service) => factories[service](set));
}

/** The services that can have a key here: to be looked at, not to be called. */
export function keyedProviders(set: Set): readonly Provider[] {
  return keyedServices.map((service) => factories[service](set));
}

/** The services that are called through a relay alone: to be looked at. */
export function relayedServices(): readonly Provider[] {
  return [hitpaw({ apiKey: unset }), figur({ apiKey: unset, outputPreset: unset })];
}

function optionsOf({ keys, endpoints }: Set, service: KeyedService) {
  const baseUrl = endpoints[service];
  return { apiKey: keys[service] ?? unset, ...(baseUrl && { baseUrl }) };
}
