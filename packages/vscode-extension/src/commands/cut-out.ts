import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import { chooseProvider } from "../providers/choose-provider.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { registerCommand } from "./register-command.ts";

/** Cut Out Subject. */
export function registerCutOut(services: Services): vscode.Disposable {
  return registerCommand(commands.cutOut, services, async (...args) => {
    const title = vscode.l10n.t("Cut Out Subject");
    const sources = await askForImages(args, title, services);
    if (!sources) return undefined;
    const wanted = services.setting("provider.cutout");
    const provider = await chooseProvider(wanted, { task: "cutout", title }, services);
    if (!provider || !(await confirmCost(provider, sources.length))) return undefined;
    return services.runner.run({ operation: { op: "cutout" }, provider: provider.id, sources });
  });
}
