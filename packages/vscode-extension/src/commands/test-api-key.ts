import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import type { Services } from "../services.ts";
import type { Handler } from "./handler.ts";
import { pickService } from "./pick-service.ts";

/** Test API Key. */
export function testApiKey(services: Services): Handler {
  return async (given) => {
    const service = await pickService(given, vscode.l10n.t("Test API Key"), true, services);
    if (!service) return undefined;
    const { id, name } = service;
    const progress = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t("Asking {0} about the key", name),
    };
    const verdict = await vscode.window.withProgress(progress, async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const [work, setup] = await Promise.all([services.work.get(), services.work.setup()]);
      return work.testKey(id, setup, stop.signal);
    });
    services.log.info(`${name}: the key is ${verdict.key}`);
    void tell(verdict, service);
    return verdict.key;
  };
}

async function tell(
  verdict: Awaited<ReturnType<Awaited<ReturnType<Services["work"]["get"]>>["testKey"]>>,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  if (verdict.key === "accepted") {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("{0} accepts the key. Nothing was charged.", name),
    );
    return;
  }
  const set = vscode.l10n.t("Set API Key");
  const chosen =
    verdict.key === "refused"
      ? await vscode.window.showErrorMessage(verdict.reason, set)
      : await vscode.window.showWarningMessage(
          vscode.l10n.t("Whether {0} accepts the key is not known. {1}", name, verdict.reason),
        );
  if (chosen === set) await vscode.commands.executeCommand(commands.setApiKey, id);
}
