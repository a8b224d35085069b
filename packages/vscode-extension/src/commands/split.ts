import * as vscode from "vscode";
import { chooseProvider } from "../providers/choose-provider.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { askForKeywords } from "./ask-for-keywords.ts";
import type { Handler } from "./handler.ts";

/** Split Image into Layers. */
export function split(services: Services): Handler {
  return async (...args) => {
    const title = vscode.l10n.t("Split Image into Layers");
    const sources = await askForImages(args, title, services);
    if (!sources) return undefined;
    const provider = await chooseProvider(
      services.setting("provider.split"),
      { task: "split", title },
      services,
    );
    const keywords = provider && (await askForKeywords(provider, services.context.globalState));
    if (!keywords || !(await confirmCost(provider, sources.length * keywords.length))) return undefined;
    return services.runner.run({ operation: { op: "layers", keywords }, provider: provider.id, sources });
  };
}
