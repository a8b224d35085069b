import * as vscode from "vscode";
import { registerCommand } from "../commands/register-command.ts";
import { type CommandId, commands, views } from "../contributions.ts";
import type { Services } from "../services.ts";
import { jobFacts } from "./job-facts.ts";
import type { Job } from "./jobs.ts";
import { type JobRow, JobsTree } from "./jobs-tree.ts";

/** The jobs view, with the number of running jobs as its badge, and the commands of its rows. */
export function registerJobsView({ jobs, log }: Pick<Services, "jobs" | "log">): vscode.Disposable {
  const tree = new JobsTree(jobs);
  const view = vscode.window.createTreeView<JobRow>(views.jobs, { treeDataProvider: tree });
  const showRunning = () => {
    const value = jobs.running.length;
    if (view.badge?.value === (value || undefined)) return;
    const tooltip =
      value === 1 ? vscode.l10n.t("1 job is running") : vscode.l10n.t("{0} jobs are running", value);
    view.badge = value > 0 ? { value, tooltip } : undefined;
  };
  showRunning();

  const onRow = (command: CommandId, act: (job: Job) => unknown) =>
    registerCommand(command, { log }, (row) => {
      const job = jobs.get(idOf(row));
      return job && act(job);
    });
  return vscode.Disposable.from(
    tree,
    view,
    jobs.onDidChange(showRunning),
    onRow(commands.cancelJob, ({ id }) => jobs.actions(id).cancel?.()),
    onRow(commands.retryJob, ({ id }) => jobs.actions(id).retry?.()),
    onRow(commands.openJob, ({ result, source }) =>
      result ? vscode.commands.executeCommand(commands.openPreview, result, source) : undefined,
    ),
    onRow(commands.revealJob, ({ result }) =>
      result ? vscode.commands.executeCommand("revealInExplorer", result) : undefined,
    ),
    onRow(commands.copyJob, async (job) => {
      const lines = jobFacts(job).map(([label, value]) => `${label}: ${value}`);
      await vscode.env.clipboard.writeText(log.redact(`${lines.join("\n")}\n`));
      vscode.window.setStatusBarMessage(vscode.l10n.t("Job details copied"), 3000);
    }),
    registerCommand(commands.clearJobs, { log }, () => jobs.clear()),
  );
}

/** The id of the job that a row shows; rows are handed out as copies, so the job itself may be an old one. */
function idOf(row: unknown): string {
  return typeof row === "object" && row !== null && "id" in row ? String(row.id) : "";
}
