import { openJobs } from "@stratify/core/open-jobs";
import * as vscode from "vscode";
import { commands, contextKeys } from "../contributions.ts";
import type { JournalRecord } from "../journal/journal-record.ts";
import { askForMissing } from "../providers/ask-for-options.ts";
import { providerName } from "../providers/provider-names.ts";
import { taskOf } from "../run/operation.ts";
import { localId } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import type { Handler } from "./handler.ts";

/** Resume Unfinished Jobs. */
export function resumeJobs(services: Services): Handler {
  return async () => {
    const { records } = await services.journal.unfinished();
    if (records.length > 0) return resume(records, services);
    return void vscode.window.showInformationMessage(vscode.l10n.t("There are no unfinished jobs."));
  };
}

/**
 * Offers to resume what an earlier session has left; where that session may still be alive, once it surely is not.
 */
export function offerUnfinished(services: Services): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    const { records, again } = await services.journal.unfinished();
    await show(records, services);
    if (records.length > 0) await offer(records, services);
    else if (again !== undefined) timer = setTimeout(start, again);
  };
  const start = () =>
    void look().catch((error: unknown) => services.log.error("The journal can't be read", error));
  start();
  return { dispose: () => clearTimeout(timer) };
}

async function offer(records: readonly JournalRecord[], services: Services): Promise<void> {
  const go = vscode.l10n.t("Resume");
  const discard = vscode.l10n.t("Discard");
  const message =
    records.length === 1
      ? vscode.l10n.t("Paid jobs for one image are unfinished. Resuming them costs nothing.")
      : vscode.l10n.t(
          "Paid jobs for {0} images are unfinished. Resuming them costs nothing.",
          records.length,
        );
  const chosen = await vscode.window.showWarningMessage(message, go, discard);
  if (chosen === go) await resume(records, services);
  if (chosen !== discard) return;
  const sure = vscode.l10n.t("Discard");
  const detail = vscode.l10n.t("They were paid for, and can't be resumed afterwards.");
  const question = vscode.l10n.t("Discard the unfinished jobs?");
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, sure)) !== sure) return;
  for (const { id, entries } of records) {
    await services.journal.forget(id);
    await services.results.drop(entries);
  }
  await show([], services);
  for (const job of services.jobs.all) if (job.state === "unfinished") services.jobs.remove(job.id);
}

async function resume(records: readonly JournalRecord[], services: Services) {
  for (const job of services.jobs.all) if (job.state === "unfinished") services.jobs.remove(job.id);
  const ready = await askable(records, services);
  const outcomes = ready.length > 0 ? await services.runner.resume(ready) : [];
  const { records: left } = await services.journal.unfinished();
  await show(left, services);
  return outcomes;
}

/** The records whose providers can be asked; what those lack is asked for. */
async function askable(
  records: readonly JournalRecord[],
  services: Services,
): Promise<readonly JournalRecord[]> {
  const without = new Set<string>();
  for (const provider of new Set(records.map(({ provider }) => provider))) {
    if (provider !== localId && !(await askForMissing(provider, services))) without.add(provider);
  }
  return records.filter(({ provider }) => !without.has(provider));
}

/** Puts what is unfinished among the jobs, and lets `when` clauses know. */
async function show(records: readonly JournalRecord[], { jobs }: Services): Promise<void> {
  await vscode.commands.executeCommand("setContext", contextKeys.unfinished, records.length > 0);
  for (const { id, source, provider, operation, startedAt, entries } of records) {
    const { handles, lost } = openJobs(entries);
    for (const job of [...handles, ...lost]) {
      const requestId = "job" in job ? job.job : undefined;
      jobs.set(
        {
          id: `${id}/${job.keyword ?? ""}`,
          source: vscode.Uri.parse(source, true),
          provider: { id: provider, name: providerName(provider) },
          task: taskOf[operation.op],
          keyword: job.keyword,
          state: "unfinished",
          startedAt,
          ...(requestId && { requestId }),
          ...("cost" in job && job.cost && { cost: job.cost }),
        },
        { retry: () => void vscode.commands.executeCommand(commands.resumeJobs) },
      );
    }
  }
}
