import type { AskMain } from "../../shared/ask-main.ts";
import { createStore, type Store } from "../app/store.ts";
import { parseSettings, type Settings } from "./settings.ts";

/** What the user has chosen, and the way to choose otherwise. */
export interface SettingsBook {
  readonly store: Store<Settings>;
  /** Settled when the device has given what it kept. */
  readonly loaded: Promise<void>;
  /** Changes some; kept at once. */
  change(change: Partial<Settings>): void;
}

/** @param onTrouble told when the device refuses to keep something */
export function openSettings(ask: AskMain, onTrouble: (error: unknown) => void): SettingsBook {
  const store = createStore(parseSettings(undefined));
  const loaded = ask("settings-read", {}).then(
    ({ settings }) => store.set(parseSettings(settings)),
    onTrouble,
  );
  let writing = loaded;
  return {
    store,
    loaded,
    change(change) {
      store.change((settings) => ({ ...settings, ...change }));
      // One after the other, and never before what was kept is known: it would be written over.
      writing = writing
        .then(() => ask("settings-write", { settings: store.get() }))
        .then(() => {}, onTrouble);
    },
  };
}
