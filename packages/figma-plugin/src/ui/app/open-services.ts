import { JournalStore } from "@stratify/app/journal/journal-store";
import { parseKeywords } from "@stratify/app/keywords/keywords";
import type { TaskKind } from "@stratify/core";
import type { Command } from "../../shared/commands.ts";
import type { Selection } from "../../shared/contract.ts";
import { connect } from "../bridge/connect.ts";
import { journalStorage } from "../journal/journal-storage.ts";
import { openPixels } from "../pixels/open-pixels.ts";
import { openProviders } from "../providers/provider-book.ts";
import { explainedFetch, watchPolicy } from "../reach/explained-fetch.ts";
import { forbidsPaying } from "../reach/reach.ts";
import type { Run } from "../run/open-run.ts";
import { openSettings } from "../settings/open-settings.ts";
import { optionValues } from "../settings/option-values.ts";
import { directServices } from "../settings/settings.ts";
import { type Trouble, troubleOf } from "../trouble/trouble.ts";
import { type Screen, type Services, wordsOf } from "./services.ts";
import { createStore, type Store } from "./store.ts";

/** The composition root: opens everything that the views share. Nothing heavy is loaded. */
export function openServices(): { readonly services: Services; readonly said: Store<string> } {
  const selection = createStore<Selection | undefined>(undefined);
  const screen = createStore<Screen>({ at: "task", task: "split" });
  const draft = createStore<ReturnType<Services["draft"]["get"]>>({
    keywords: [],
    background: { kind: "color", color: "#ffffff" },
  });
  const trouble = createStore<Trouble | undefined>(undefined);
  const said = createStore("");
  const { ask } = connect(selection.set);
  const tell = (error: unknown) => trouble.set(troubleOf(error, "Stratify", wordsOf(settings.store.get())));
  const settings = openSettings(ask, tell);
  const pixels = openPixels(ask);
  const fetch = explainedFetch((...request) => globalThis.fetch(...request), watchPolicy(document));
  const journal = new JournalStore(journalStorage(ask), { session: crypto.randomUUID() });
  const providers = openProviders(settings, pixels.engine, fetch);
  void settings.loaded.then(() => providers.askRelay());
  // Timers of a hidden window come late.
  document.addEventListener("visibilitychange", () => document.hidden || providers.client().wake());

  const unplaced = createStore<readonly Run[]>([]);
  const unfinished = createStore(0);
  ask("journal-list", {}).then(({ jobs }) => unfinished.set(jobs.length), tell);

  const begin = async () => {
    const started = await ask("start", {});
    selection.set(started.selection);
    const keywords = parseKeywords(started.keywords ?? "");
    if (keywords.length > 0) draft.change((now) => ({ ...now, keywords }));
    const first = screenOf(started.command, started.task);
    if (started.provider && first.at === "task") {
      await settings.loaded;
      const { providers: chosen, maxLayers } = settings.store.get();
      settings.change({
        providers: { ...chosen, [first.task]: started.provider },
        maxLayers: started.maxLayers ?? maxLayers,
      });
    }
    screen.set(first);
  };
  begin().catch(tell);

  const checked = new Set<string>();
  const check = async (provider: string, signal: AbortSignal) => {
    const service = directServices.find(({ id }) => id === provider);
    if (!service) return;
    const name = JSON.stringify([provider, optionValues(settings.store.get(), service)]);
    if (checked.has(name)) return;
    const verdict = await providers.testKey(service.id, signal);
    if (forbidsPaying(verdict)) throw verdict.error;
    checked.add(name);
  };

  const services = {
    ask,
    settings,
    providers,
    pixels,
    journal,
    selection,
    screen,
    draft,
    unplaced,
    unfinished,
    trouble,
    announce: said.set,
    check,
  };
  return { services, said };
}

/** @param task of the result whose button was pressed */
function screenOf(command: Command, task: TaskKind = "split"): Screen {
  switch (command) {
    case "resume":
    case "settings":
      return { at: command };
    case "split-again":
      return { at: "task", task };
    case "split-further":
      return { at: "task", task: "split" };
    default:
      return { at: "task", task: command satisfies TaskKind };
  }
}
