import { jobsOf, type Operation, type OperationName, taskKindOf } from "@stratify/app/operation";
import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import type { Handler } from "../handler.ts";
import { confirmCost } from "../providers/confirm-cost.ts";
import type { ProviderQuery } from "../providers/pick-provider.ts";
import { chooseProvider } from "../providers/ready-provider.ts";
import type { PastRun, PastRuns } from "../run/past-runs.ts";
import type { Outcome } from "../run/runner.ts";
import type { Services } from "../services.ts";
import { askForImages } from "../targets/ask-for-images.ts";
import { askForBackground } from "./ask-for-background.ts";
import { askForSplit } from "./ask-for-split.ts";

/** Who does what. */
interface Chosen {
  readonly provider: ProviderInfo;
  readonly operation: Operation;
}

/** Split Image into Layers. */
export function split(services: Services): Handler {
  return segment(vscode.l10n.t("Split Image into Layers"), services, (title) =>
    askForSplit(services.setting("provider.split"), { title }, services),
  );
}

/** Cut Out Subject. */
export function cutOut(services: Services): Handler {
  return segment(vscode.l10n.t("Cut Out Subject"), services, async (title) =>
    chosenFor("cutout", services.setting("provider.cutout"), { title }, services),
  );
}

/** Extract Mask. */
export function extractMask(services: Services): Handler {
  return segment(vscode.l10n.t("Extract Mask"), services, async (title) =>
    chosenFor("mask", services.setting("provider.cutout"), { title }, services),
  );
}

/** Replace Background. */
export function replaceBackground(services: Services): Handler {
  return segment(vscode.l10n.t("Replace Background"), services, async (title) =>
    chosenFor("background", services.setting("provider.background"), { title }, services),
  );
}

/** A command over images: which, who does what, whether the cost is right, then the run. */
function segment(
  title: string,
  services: Services,
  choose: (title: string) => Promise<Chosen | undefined>,
): Handler {
  return async (...args) => {
    const sources = await askForImages(args, title, services);
    const chosen = sources && (await choose(title));
    return chosen && runConfirmed(chosen, sources, services);
  };
}

async function runConfirmed(
  { provider, operation }: Chosen,
  sources: readonly vscode.Uri[],
  { runner, setting }: Services,
): Promise<readonly Outcome[] | undefined> {
  if (!(await confirmCost(provider, sources.length * jobsOf(operation), setting))) return undefined;
  return runner.run({ operation, provider: provider.id, sources });
}

/** @param wanted a provider's id, or `ask` */
async function chosenFor(
  op: Exclude<OperationName, "layers">,
  wanted: string,
  query: Omit<ProviderQuery, "task">,
  services: Services,
): Promise<Chosen | undefined> {
  const provider = await chooseProvider(wanted, { ...query, task: taskKindOf[op] }, services);
  if (!provider) return undefined;
  if (op !== "background") return { provider, operation: { op } };
  const background = await askForBackground(provider, services);
  return background && { provider, operation: { op, background } };
}

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
        : chosenFor(op, "ask", query, services));
      if (!chosen) return outcomes;
      const made = await runConfirmed(chosen, sources, services);
      if (!made) return outcomes;
      outcomes.push(...made);
    }
    return outcomes;
  };
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
