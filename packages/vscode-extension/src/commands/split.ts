import { jobsOf } from "@stratify/app/operation";
import * as vscode from "vscode";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { askForSplit } from "./ask-for-split.ts";
import type { Handler } from "./handler.ts";

/** Split Image into Layers. */
export function split(services: Services): Handler {
  return async (...args) => {
    const title = vscode.l10n.t("Split Image into Layers");
    const sources = await askForImages(args, title, services);
    if (!sources) return undefined;
    const chosen = await askForSplit(services.setting("provider.split"), { title }, services);
    if (!chosen) return undefined;
    const { provider, operation } = chosen;
    if (!(await confirmCost(provider, sources.length * jobsOf(operation), services.setting)))
      return undefined;
    return services.runner.run({ operation, provider: provider.id, sources });
  };
}
