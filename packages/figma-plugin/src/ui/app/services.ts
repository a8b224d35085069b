import type { JournalStore } from "@stratify/app/journal/journal-store";
import type { Background, TaskKind } from "@stratify/core";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { AskMain } from "../../shared/ask-main.ts";
import type { Selection } from "../../shared/contract.ts";
import { chooseLanguage, translator } from "../l10n/translate.ts";
import type { PixelWork } from "../pixels/open-pixels.ts";
import type { ProviderBook } from "../providers/provider-book.ts";
import type { Run } from "../run/open-run.ts";
import type { SettingsBook } from "../settings/open-settings.ts";
import type { Settings } from "../settings/settings.ts";
import type { Trouble, Words } from "../trouble/trouble.ts";
import { type Store, useStore } from "./store.ts";

/** Where the user is. */
export type Screen =
  | { readonly at: "task"; readonly task: TaskKind }
  | { readonly at: "run"; readonly run: Run }
  | { readonly at: "resume" }
  | { readonly at: "settings" };

/** What the user has entered and not started yet. */
export interface Draft {
  readonly keywords: readonly string[];
  readonly background: Background;
}

/** What the views share. */
export interface Services {
  readonly ask: AskMain;
  readonly settings: SettingsBook;
  readonly providers: ProviderBook;
  readonly pixels: PixelWork;
  readonly journal: JournalStore;
  /** Absent until the main code has told. */
  readonly selection: Store<Selection | undefined>;
  readonly screen: Store<Screen>;
  readonly draft: Store<Draft>;
  /** The runs whose paid layers were left without placing them, the latest last. */
  readonly unplaced: Store<readonly Run[]>;
  /** How many jobs were paid for and not placed. */
  readonly unfinished: Store<number>;
  /** What went wrong outside of any run. */
  readonly trouble: Store<Trouble | undefined>;
  /** Says something to those who do not see the window. */
  readonly announce: (text: string) => void;
  readonly check: (provider: string, signal: AbortSignal) => Promise<void>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("the views are drawn without services");
  return services;
}

/** The user's words under these settings. */
export function wordsOf({ language: chosen }: Settings): Words {
  const language = chooseLanguage(chosen, navigator.languages);
  return { t: translator(language), language };
}

/** The user's words, drawn anew when the language changes. */
export function useWords(): Words {
  return wordsOf(useStore(useServices().settings.store));
}
