import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import type { ReadSetting } from "../read-setting.ts";
import { totalCostWords } from "./provider-facts.ts";

/**
 * Asks before a run that costs more than the user's limit: money where the price of a job is known, jobs where it is
 * not.
 *
 * @returns whether to go on
 */
export async function confirmCost(info: ProviderInfo, jobs: number, setting: ReadSetting): Promise<boolean> {
  const { unit, perJob } = info.capabilities.cost;
  if (unit === "free") return true;
  const isWithin =
    perJob === undefined
      ? jobs <= setting("jobs.askAboveJobs")
      : jobs * perJob <= setting("jobs.askAboveCost");
  if (isWithin) return true;
  const go = vscode.l10n.t("Continue");
  const question = totalCostWords(info, jobs, vscode.l10n);
  return (await vscode.window.showWarningMessage(question, { modal: true }, go)) === go;
}
