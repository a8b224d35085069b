import * as vscode from "vscode";
import type { Services } from "../services.ts";
import type { Handler } from "./handler.ts";
import { pickService } from "./pick-service.ts";

/** Clear API Key. */
export function clearApiKey(services: Services): Handler {
  return async (given) => {
    const service = await pickService(given, vscode.l10n.t("Clear API Key"), true, services);
    if (!service) return;
    const clear = vscode.l10n.t("Clear");
    const question = vscode.l10n.t("Clear the key for {0}?", service.name);
    const detail = vscode.l10n.t("Unfinished jobs there can't be resumed without it.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, clear)) !== clear) return;
    await services.keys.clear(service.id);
    void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is gone.", service.name));
  };
}
