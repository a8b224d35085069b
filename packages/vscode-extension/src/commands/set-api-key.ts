import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import { askForKey } from "../keys/ask-for-key.ts";
import { askForRelay } from "../keys/ask-for-relay.ts";
import { askForMissing } from "../providers/ask-for-options.ts";
import { providerName } from "../providers/provider-names.ts";
import type { Services } from "../services.ts";
import type { Handler } from "./handler.ts";
import { pickKeyHolder } from "./pick-key-holder.ts";

/** Set API Key. */
export function setApiKey(services: Services): Handler {
  return async (given) => {
    const holder = await pickKeyHolder(given, vscode.l10n.t("Set API Key"), false, services);
    if (!holder || (holder === "relay" && !(await askForRelay(services.setting)))) return;
    if (!(await askForKey(holder, services.keys))) return;
    // What else the service requires comes with the key. Without it the key is kept all the same.
    if (holder !== "relay") await askForMissing(holder, services);
    const test = vscode.l10n.t("Test It");
    const message = vscode.l10n.t("The key for {0} is kept.", providerName(holder));
    const chosen = await vscode.window.showInformationMessage(message, test);
    if (chosen === test) await vscode.commands.executeCommand(commands.testApiKey, holder);
  };
}
