import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { localId } from "../contributions.ts";
import { askForKey } from "../keys/ask-for-key.ts";
import type { Services } from "../services.ts";
import { browserObstacle, consentWords } from "./provider-facts.ts";
import { keyHolderOf } from "./provider-names.ts";

/**
 * Sees to it that a provider can be called: that it can be reached from here, that it has a key, and that the user has
 * agreed to where pictures go and what it costs.
 *
 * @returns whether it can
 */
export async function readyProvider(
  info: ProviderInfo,
  services: Pick<Services, "keys" | "setting" | "platform" | "context" | "log">,
): Promise<boolean> {
  if (info.id === localId) return true;
  const obstacle = services.platform.host === "web" ? browserObstacle(info, vscode.l10n) : undefined;
  if (obstacle) {
    void vscode.window.showWarningMessage(obstacle);
    return false;
  }
  const holder = keyHolderOf(info.id);
  if (!holder) return false;
  if (!(await services.keys.get(holder)) && !(await askForKey(holder, services.keys))) return false;
  if (holder === "figur" && services.setting("figur.outputPreset").trim() === "") {
    await askForPreset(info.name);
    return false;
  }
  return agreed(info, services.context);
}

async function askForPreset(name: string): Promise<void> {
  const open = vscode.l10n.t("Open Settings");
  const message = vscode.l10n.t("{0} needs the output preset that comes with your account.", name);
  if ((await vscode.window.showWarningMessage(message, open)) === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "stratify.figur.outputPreset");
  }
}

/** Asks once for each service and address; the answer is remembered. */
async function agreed(info: ProviderInfo, { globalState }: vscode.ExtensionContext): Promise<boolean> {
  const name = `consent.${info.id}.${info.capabilities.host}`;
  if (globalState.get(name, false)) return true;
  const send = vscode.l10n.t("Send");
  const options = { modal: true, detail: vscode.l10n.t("You are asked only once for this service.") };
  if ((await vscode.window.showInformationMessage(consentWords(info, vscode.l10n), options, send)) !== send)
    return false;
  await globalState.update(name, true);
  return true;
}
