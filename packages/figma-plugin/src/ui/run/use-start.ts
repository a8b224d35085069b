import { useServices, wordsOf } from "../app/services.ts";
import { openRun } from "./open-run.ts";
import type { Order, Source } from "./order.ts";

/** What begins the work on pictures and shows it. */
export function useStart() {
  const { ask, pixels, journal, providers, settings, screen, check } = useServices();
  return (todo: readonly { readonly source: Source; readonly order: Order }[]) => {
    const parts = {
      ask,
      pixels,
      journal,
      check,
      client: (allowResend: boolean) => providers.client(allowResend),
      words: () => wordsOf(settings.store.get()),
    };
    screen.set({ at: "run", run: openRun(todo, parts) });
  };
}
