import type { KeyVerdict } from "@stratify/core/test-key";
import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import { providerName } from "../providers/provider-names.ts";
import type { KeyHolder } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import type { Handler } from "./handler.ts";
import { pickKeyHolder } from "./pick-key-holder.ts";

/** Test API Key. */
export function testApiKey(services: Services): Handler {
  return async (given) => {
    const holder = await pickKeyHolder(given, vscode.l10n.t("Test API Key"), true, services);
    if (!holder) return undefined;
    const name = providerName(holder);
    const progress = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t("Asking {0} about the key", name),
    };
    const verdict = await vscode.window.withProgress(progress, async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const [work, setup] = await Promise.all([services.work.get(), services.work.setup()]);
      return work.testKey(holder, setup, stop.signal);
    });
    services.log.info(`${name}: the key is ${verdict.key}`);
    void tell(verdict, holder);
    return verdict.key;
  };
}

async function tell(verdict: KeyVerdict, holder: KeyHolder): Promise<void> {
  const name = providerName(holder);
  if (verdict.key === "accepted") {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("{0} accepts the key. Nothing was charged.", name),
    );
    return;
  }
  const set = vscode.l10n.t("Set API Key");
  const chosen =
    verdict.key === "refused"
      ? await vscode.window.showErrorMessage(verdict.error.message, set)
      : await vscode.window.showWarningMessage(
          vscode.l10n.t("Whether {0} accepts the key is not known. {1}", name, verdict.error.message),
        );
  if (chosen === set) await vscode.commands.executeCommand(commands.setApiKey, holder);
}
