import * as vscode from "vscode";
import { providerName } from "../providers/provider-names.ts";
import type { Services } from "../services.ts";
import type { Handler } from "./handler.ts";
import { pickKeyHolder } from "./pick-key-holder.ts";

/** Clear API Key. */
export function clearApiKey(services: Services): Handler {
  return async (given) => {
    const holder = await pickKeyHolder(given, vscode.l10n.t("Clear API Key"), true, services);
    if (!holder) return;
    const name = providerName(holder);
    const clear = vscode.l10n.t("Clear");
    const question = vscode.l10n.t("Clear the key for {0}?", name);
    const detail = vscode.l10n.t("Unfinished jobs there can't be resumed without it.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, clear)) !== clear) return;
    await services.keys.clear(holder);
    void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is gone.", name));
  };
}
