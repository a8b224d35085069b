import { jobsOf, type Operation, type OperationName, taskKindOf } from "@stratify/app/operation";
import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { chooseProvider } from "../providers/choose-provider.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { ProviderQuery } from "../providers/pick-provider.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { askForBackground } from "./ask-for-background.ts";
import { askForSplit } from "./ask-for-split.ts";
import type { Handler } from "./handler.ts";

/** Segment Again with Another Provider: what was done with a picture last, done by someone else. */
export function segmentAgain(services: Services): Handler {
  return async (...args) => {
    const title = vscode.l10n.t("Segment Again with Another Provider");
    const targets = await askForImages(args, title, services);
    if (!targets) return undefined;
    // A result stands for the picture it was made of.
    const past = targets.map((target) => services.pastRuns.find(target));
    const sources = targets.map((target, at) => {
      const source = past[at]?.source;
      return source === undefined ? target : vscode.Uri.parse(source, true);
    });
    const last = past[0];
    const op = last?.operation.op ?? (await askForOperation(title));
    if (!op) return undefined;
    const query = { title, without: last ? [last.provider] : [] };
    const chosen = op === "layers" ? await askForSplit("ask", query, services) : await askFor(op, query);
    if (!chosen) return undefined;
    const { provider, operation } = chosen;
    if (!(await confirmCost(provider, sources.length * jobsOf(operation), services.setting)))
      return undefined;
    return services.runner.run({ operation, provider: provider.id, sources });
  };

  async function askFor(
    op: Exclude<OperationName, "layers">,
    query: Omit<ProviderQuery, "task">,
  ): Promise<{ readonly provider: ProviderInfo; readonly operation: Operation } | undefined> {
    const provider = await chooseProvider("ask", { ...query, task: taskKindOf[op] }, services);
    if (!provider) return undefined;
    if (op !== "background") return { provider, operation: { op } };
    const background = await askForBackground(provider, services);
    return background && { provider, operation: { op, background } };
  }
}

async function askForOperation(title: string): Promise<OperationName | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly op: OperationName })[] = [
    { op: "cutout", label: vscode.l10n.t("Cut Out Subject") },
    { op: "layers", label: vscode.l10n.t("Split Image into Layers") },
    { op: "mask", label: vscode.l10n.t("Extract Mask") },
    { op: "background", label: vscode.l10n.t("Replace Background") },
  ];
  return (await vscode.window.showQuickPick(items, { title }))?.op;
}
