import { type ServiceId, serviceFacts } from "@stratify/core/service-facts";
import type { ServiceFacts, Words } from "@stratify/core/services";
import { type KeyHolder, keyHolders, localId, relayPrefix } from "../service-contributions.ts";
import type { Translate } from "../translate.ts";

/** Whether a provider is reached through the relay. */
export function isRelayed(id: string): boolean {
  return id.startsWith(relayPrefix);
}

/** What is known of a service before anything is loaded; `undefined` for the engine and for the relay. */
export function serviceOf(id: string): ServiceFacts<ServiceId> | undefined {
  return serviceFacts.find((service) => service.id === id);
}

/** What a provider is called, or whoever a key is kept for. */
export function providerName(id: string): string {
  const name = serviceName(id);
  return isRelayed(id) ? `${name} (relay)` : name;
}

/** What the user is told that a provider is called: services keep their names, the engine speaks their language. */
export function displayName(id: string, l10n: Translate): string {
  return id === localId ? l10n.t("Local engine") : providerName(id);
}

/** What a provider is called, however it is reached. */
export function serviceName(id: string): string {
  const own = isRelayed(id) ? id.slice(relayPrefix.length) : id;
  if (own === localId) return "Local engine";
  return own === "relay" ? "Relay" : (serviceOf(own)?.name ?? own);
}

/** Whose key opens a provider; `undefined` for those that need none. */
export function keyHolderOf(id: string): KeyHolder | undefined {
  return isRelayed(id) ? "relay" : keyHolders.find((holder) => holder === id);
}

/** What a descriptor says, in the editor's language where it speaks it. @param language such as "de" or "pt-br" */
export function inLanguage(words: Words, language: string): string {
  return /^de\b/i.test(language) ? words.de : words.en;
}
