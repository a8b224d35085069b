import * as vscode from "vscode";
import type { KeyHolder } from "../contributions.ts";
import { providerName } from "../providers/provider-names.ts";
import type { Keys } from "./keys.ts";

/**
 * Asks for a service's key, or for the relay's token, and keeps it.
 *
 * @returns whether one was given
 */
export async function askForKey(holder: KeyHolder, keys: Keys): Promise<boolean> {
  const name = providerName(holder);
  const words =
    holder === "relay"
      ? {
          title: vscode.l10n.t("Access token of your relay"),
          prompt: vscode.l10n.t("It is kept in the editor's secret storage and sent to the relay alone."),
        }
      : {
          title: vscode.l10n.t("API key for {0}", name),
          prompt: vscode.l10n.t("It is kept in the editor's secret storage and sent to {0} alone.", name),
        };
  const key = await vscode.window.showInputBox({
    ...words,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[\x21-\x7e]+$/.test(value.trim())
        ? undefined
        : vscode.l10n.t("A key has no spaces and no letters beyond the English ones."),
  });
  if (key === undefined) return false;
  await keys.set(holder, key.trim());
  return true;
}
