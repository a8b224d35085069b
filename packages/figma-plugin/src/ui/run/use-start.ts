import { useServices, wordsOf } from "../app/services.ts";
import { openRun } from "./open-run.ts";
import type { Order, Source } from "./order.ts";
import { madeFor } from "./unplaced.ts";

/**
 * What begins the work on images and shows it. What was asked before, paid for and not placed yet is shown again
 * instead: it is not paid for twice.
 */
export function useStart() {
  const { ask, pixels, journal, providers, settings, screen, check, unplaced } = useServices();
  return (todo: readonly { readonly source: Source; readonly order: Order }[]) => {
    const before = unplaced.get().find((run) => madeFor(run, todo));
    if (before) return screen.set({ at: "run", run: before });
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
