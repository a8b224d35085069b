import { type KeyHolder, keyHolders, localId } from "../contributions.ts";
import type { Translate } from "../run/phase-words.ts";

/** Names that are known before anything is loaded. */
const names: Readonly<Record<string, string>> = {
  [localId]: "Local engine",
  aetherforge: "AetherForge AI",
  claid: "Claid.ai",
  figur: "FIGUR",
  hitpaw: "HitPaw",
  relay: "Relay",
};

const relayed = "relay:";

/** Whether a provider is reached through the relay. */
export function isRelayed(id: string): boolean {
  return id.startsWith(relayed);
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
  const own = isRelayed(id) ? id.slice(relayed.length) : id;
  return names[own] ?? own;
}

/** Whose key opens a provider; `undefined` for the engine, which needs none. */
export function keyHolderOf(id: string): KeyHolder | undefined {
  return isRelayed(id) ? "relay" : keyHolders.find((holder) => holder === id);
}
