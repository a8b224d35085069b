import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import { askForKey } from "../keys/ask-for-key.ts";
import type { Services } from "../services.ts";
import type { Handler } from "./handler.ts";
import { pickService } from "./pick-service.ts";

/** Set API Key. */
export function setApiKey(services: Services): Handler {
  return async (given) => {
    const service = await pickService(given, vscode.l10n.t("Set API Key"), false, services);
    if (!service || !(await askForKey(service.id, service.name, services.keys))) return;
    const test = vscode.l10n.t("Test It");
    const message = vscode.l10n.t("The key for {0} is kept.", service.name);
    const chosen = await vscode.window.showInformationMessage(message, test);
    if (chosen === test) await vscode.commands.executeCommand(commands.testApiKey, service.id);
  };
}
