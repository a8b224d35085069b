import * as vscode from "vscode";
import { chooseProvider } from "../providers/choose-provider.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import type { Handler } from "./handler.ts";

/** Cut Out Subject. */
export function cutOut(services: Services): Handler {
  return async (...args) => {
    const title = vscode.l10n.t("Cut Out Subject");
    const sources = await askForImages(args, title, services);
    if (!sources) return undefined;
    const wanted = services.setting("provider.cutout");
    const provider = await chooseProvider(wanted, { task: "cutout", title }, services);
    if (!provider || !(await confirmCost(provider, sources.length, services.setting))) return undefined;
    return services.runner.run({ operation: { op: "cutout" }, provider: provider.id, sources });
  };
}
