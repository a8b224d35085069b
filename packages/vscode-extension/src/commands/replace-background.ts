import * as vscode from "vscode";
import { chooseProvider } from "../providers/choose-provider.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { askForBackground } from "./ask-for-background.ts";
import type { Handler } from "./handler.ts";

/** Replace Background. */
export function replaceBackground(services: Services): Handler {
  return async (...args) => {
    const title = vscode.l10n.t("Replace Background");
    const sources = await askForImages(args, title, services);
    if (!sources) return undefined;
    const wanted = services.setting("provider.background");
    const provider = await chooseProvider(wanted, { task: "replace-background", title }, services);
    const background = provider && (await askForBackground(provider, services));
    if (!background || !(await confirmCost(provider, sources.length, services.setting))) return undefined;
    return services.runner.run({
      operation: { op: "background", background },
      provider: provider.id,
      sources,
    });
  };
}
