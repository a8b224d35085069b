import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { totalCostWords } from "./provider-facts.ts";

/** Up to so many jobs nobody is asked: it is what one selects on purpose. */
const plenty = 20;

/** Asks before many jobs are paid for at once. @returns whether to go on */
export async function confirmCost(info: ProviderInfo, jobs: number): Promise<boolean> {
  if (info.capabilities.cost.unit === "free" || jobs <= plenty) return true;
  const go = vscode.l10n.t("Continue");
  const question = totalCostWords(info, jobs, vscode.l10n);
  return (await vscode.window.showWarningMessage(question, { modal: true }, go)) === go;
}
