import { jobsOf, type Operation, type OperationName, taskKindOf } from "@stratify/app/operation";
import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { chooseProvider } from "../providers/choose-provider.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { ProviderQuery } from "../providers/pick-provider.ts";
import type { PastRun, PastRuns } from "../run/past-runs.ts";
import type { Outcome } from "../run/runner.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { askForBackground } from "./ask-for-background.ts";
import { askForSplit } from "./ask-for-split.ts";
import type { Handler } from "./handler.ts";

/** Images that the same was done with before. */
interface Group {
  readonly sources: vscode.Uri[];
  /** The last run of the first; absent when nothing was done with them yet. */
  readonly last: PastRun | undefined;
}

/** Segment Again with Another Provider: what was done with each image last, done by someone else. */
export function segmentAgain(services: Services): Handler {
  return async (...args) => {
    const title = vscode.l10n.t("Segment Again with Another Provider");
    const targets = await askForImages(args, title, services);
    if (!targets) return undefined;
    const outcomes: Outcome[] = [];
    for (const { sources, last } of groupsOf(targets, services.pastRuns)) {
      const op = last?.operation.op ?? (await askForOperation(title));
      if (!op) return outcomes;
      const query = { title, without: last ? [last.provider] : [] };
      const chosen = await (op === "layers"
        ? askForSplit("ask", query, services, keywordsIn(last))
        : askFor(op, query));
      if (!chosen) return outcomes;
      const { provider, operation } = chosen;
      const jobs = sources.length * jobsOf(operation);
      if (!(await confirmCost(provider, jobs, services.setting))) return outcomes;
      outcomes.push(...(await services.runner.run({ operation, provider: provider.id, sources })));
    }
    return outcomes;
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

/** A result stands for the image it was made of; a selection may hold both, and results of several operations. */
function groupsOf(targets: readonly vscode.Uri[], pastRuns: PastRuns): readonly Group[] {
  const groups = new Map<string, Group>();
  const seen = new Set<string>();
  for (const target of targets) {
    const last = pastRuns.find(target);
    const source = last ? vscode.Uri.parse(last.source, true) : target;
    const key = last ? JSON.stringify([last.operation, last.provider]) : "";
    if (seen.has(`${key} ${source.toString()}`)) continue;
    seen.add(`${key} ${source.toString()}`);
    const group = groups.get(key) ?? { sources: [], last };
    group.sources.push(source);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function keywordsIn(last: PastRun | undefined): readonly string[] {
  return last?.operation.op === "layers" ? last.operation.keywords : [];
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
