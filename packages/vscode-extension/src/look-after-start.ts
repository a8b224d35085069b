import type * as vscode from "vscode";
import type { App } from "./app-interface.ts";
import { hasJournal } from "./journal/journal-storage.ts";
import { announceKeys } from "./keys/known-keys.ts";

/** How long to wait after the start, in milliseconds: others start first. */
const quiet = 1_000;

/** Looks for what an earlier session has left: keys, and jobs to resume, for which alone the app is opened. */
export function lookAfterStart(context: vscode.ExtensionContext, app: () => Promise<App>): vscode.Disposable {
  const look = async () => {
    if (await hasJournal(context)) (await app()).offerUnfinished();
    await announceKeys(context.secrets);
  };
  const timer = setTimeout(
    () =>
      void look().catch(() => {
        // The app has told the user that it can't be loaded; without the keys' names two commands stay hidden.
      }),
    quiet,
  );
  return { dispose: () => clearTimeout(timer) };
}
