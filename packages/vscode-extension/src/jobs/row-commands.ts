import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import type { Handler, Handlers } from "../handler.ts";
import type { Services } from "../services.ts";
import { jobFacts } from "./job-facts.ts";
import type { Job } from "./jobs.ts";

type RowCommand =
  | typeof commands.cancelJob
  | typeof commands.retryJob
  | typeof commands.resumeJob
  | typeof commands.openJob
  | typeof commands.revealJob
  | typeof commands.copyJob
  | typeof commands.clearJobs;

/** The commands of the jobs view and its rows. */
export function rowCommands({ jobs, log }: Pick<Services, "jobs" | "log">): Handlers<RowCommand> {
  const onRow =
    (act: (job: Job) => unknown): Handler =>
    (row) => {
      const job = jobs.get(idOf(row));
      return job && act(job);
    };
  return {
    [commands.cancelJob]: onRow(({ id }) => jobs.actions(id).cancel?.()),
    [commands.retryJob]: onRow(({ id }) => jobs.actions(id).retry?.()),
    [commands.resumeJob]: onRow(({ id }) => jobs.actions(id).resume?.()),
    [commands.openJob]: onRow(({ result, source }) =>
      result ? vscode.commands.executeCommand(commands.openPreview, result, source) : undefined,
    ),
    [commands.revealJob]: onRow(({ result }) =>
      result ? vscode.commands.executeCommand("revealInExplorer", result) : undefined,
    ),
    [commands.copyJob]: onRow(async (job) => {
      const lines = jobFacts(job).map(([label, value]) => `${label}: ${value}`);
      await vscode.env.clipboard.writeText(log.redact(`${lines.join("\n")}\n`));
      vscode.window.setStatusBarMessage(vscode.l10n.t("Job details copied"), 3000);
    }),
    [commands.clearJobs]: () => jobs.clear(),
  };
}

/** The id of the job that a row shows; rows are handed out as copies, so the job itself may be an old one. */
function idOf(row: unknown): string {
  return typeof row === "object" && row !== null && "id" in row ? String(row.id) : "";
}
