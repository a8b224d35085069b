import type { OperationName } from "@stratify/app/operation";
import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import { askForKey } from "../keys/ask-for-key.ts";
import { keyHolderOf, providerName } from "../providers/provider-names.ts";
import type { Services } from "../services.ts";
import { baseName } from "../targets/image-name.ts";
import type { Outcome } from "./runner.ts";
import { type SummaryAction, summarize } from "./summary.ts";

/**
 * Tells in one message what a run came to, and does what the user chooses then.
 *
 * Retry and resume act on the images of this run alone.
 */
export async function showSummary(
  op: OperationName,
  outcomes: readonly Outcome[],
  { log, keys }: Pick<Services, "log" | "keys">,
  { retry, resume }: { readonly retry: () => void; readonly resume: () => void },
): Promise<void> {
  const done = outcomes.flatMap((outcome) => (outcome.state === "done" ? [outcome] : []));
  const failed = outcomes.flatMap((outcome) => (outcome.state === "failed" ? [outcome] : []));
  const refusing = failed.find(({ keyRefusedBy }) => keyRefusedBy !== undefined)?.keyRefusedBy;
  const refusedBy = refusing === undefined ? undefined : keyHolderOf(refusing);
  const canceled = outcomes.filter(({ state }) => state === "canceled").length;
  const remarks = done.flatMap((outcome) => outcome.remarks);
  for (const { result, remarks } of done) log.info([`Wrote ${result.path}`, ...remarks].join("\n  "));
  const summary = summarize(
    {
      op,
      done: done.map(({ result }) => baseName(result.path)),
      failed: failed.map(({ error }) => error),
      canceled,
      remarks,
      resumable: outcomes.filter(({ resumable }) => resumable).length,
      unknown: outcomes.filter((outcome) => outcome.state !== "done" && outcome.mayHaveBeenCharged).length,
      retryable: failed.filter(({ resumable, mayHaveBeenCharged }) => !resumable && !mayHaveBeenCharged)
        .length,
      keyRefused: refusedBy !== undefined,
    },
    vscode.l10n,
  );
  if (!summary) return;

  const titles: Readonly<Record<SummaryAction, string>> = {
    preview: vscode.l10n.t("Open Preview"),
    reveal: vscode.l10n.t("Reveal"),
    resume: vscode.l10n.t("Resume"),
    key: vscode.l10n.t("Set API Key"),
    retry: vscode.l10n.t("Retry Failed"),
    log: vscode.l10n.t("Show Log"),
  };
  const show = {
    info: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  }[summary.tone];
  const chosen = await show(summary.message, ...summary.actions.map((action) => titles[action]));
  const [first] = done;
  switch (summary.actions.find((action) => titles[action] === chosen)) {
    case "preview":
      if (first) await vscode.commands.executeCommand(commands.openPreview, first.result, first.source);
      break;
    case "reveal":
      if (first) await vscode.commands.executeCommand("revealInExplorer", first.result);
      break;
    case "resume":
      resume();
      break;
    case "key":
      if (refusedBy && (await askForKey(refusedBy, keys))) {
        const kept = vscode.l10n.t("The key for {0} is kept.", providerName(refusedBy));
        if ((await vscode.window.showInformationMessage(kept, titles.retry)) === titles.retry) retry();
      }
      break;
    case "retry":
      retry();
      break;
    case "log":
      log.show();
  }
}
