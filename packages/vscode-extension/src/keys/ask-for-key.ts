import * as vscode from "vscode";
import type { ServiceId } from "../contributions.ts";
import type { Keys } from "./keys.ts";

/**
 * Asks for a service's key and keeps it.
 *
 * @returns whether one was given
 */
export async function askForKey(service: ServiceId, name: string, keys: Keys): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t("API key for {0}", name),
    prompt: vscode.l10n.t("It is kept in the editor's secret storage and sent to {0} alone.", name),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[\x21-\x7e]+$/.test(value.trim())
        ? undefined
        : vscode.l10n.t("A key has no spaces and no letters beyond the English ones."),
  });
  if (key === undefined) return false;
  await keys.set(service, key.trim());
  return true;
}
