import type * as vscode from "vscode";
import type { App } from "./app.ts";
import { hasJournal } from "./journal/journal-folder.ts";
import { announceKeys } from "./keys/known-keys.ts";

/** How long to wait after the start, in milliseconds: others start first. */
const quiet = 1_000;

/** Looks for what an earlier session has left: keys, and jobs to resume, for which alone the app is opened. */
export function lookAfterStart(context: vscode.ExtensionContext, app: () => Promise<App>): vscode.Disposable {
  const look = async () => {
    await announceKeys(context.secrets);
    if (await hasJournal(context)) (await app()).offerUnfinished();
  };
  const timer = setTimeout(() => void look(), quiet);
  return { dispose: () => clearTimeout(timer) };
}
