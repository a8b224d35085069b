import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import { baseName } from "../targets/image-name.ts";
import { costWords, jobDoing, jobDuration, jobFacts, stateWord } from "./job-facts.ts";
import type { Job, JobState, Jobs } from "./jobs.ts";

/** Jobs in the same state, under one heading. */
interface Group {
  readonly state: JobState;
  readonly jobs: readonly Job[];
}

export type JobRow = Group | Job;

/** Groups in the order they are shown; canceled jobs are among the failed. */
const groups: readonly { readonly state: JobState; readonly holds: readonly JobState[] }[] = [
  { state: "running", holds: ["running"] },
  { state: "unfinished", holds: ["unfinished"] },
  { state: "failed", holds: ["failed", "canceled"] },
  { state: "done", holds: ["done"] },
];

const icons: Readonly<Record<JobState, vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon("loading~spin"),
  unfinished: new vscode.ThemeIcon("debug-pause"),
  done: new vscode.ThemeIcon("check", new vscode.ThemeColor("testing.iconPassed")),
  failed: new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed")),
  canceled: new vscode.ThemeIcon("circle-slash"),
};

/** Progress comes in bursts; the view is drawn at most this often, in milliseconds. */
const spacing = 200;

/** The rows of the jobs view: running, to resume, failed and done, newest first. */
export class JobsTree implements vscode.Disposable {
  readonly #jobs: Jobs;
  readonly #listening: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param redraw called when the rows are others */
  constructor(jobs: Jobs, redraw: () => void) {
    this.#jobs = jobs;
    this.#listening = jobs.onDidChange(() => {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        redraw();
      }, spacing);
    });
  }

  getChildren(row?: JobRow): JobRow[] {
    if (row) return "jobs" in row ? [...row.jobs] : [];
    const all = this.#jobs.all.toReversed();
    return groups
      .map(({ state, holds }) => ({ state, jobs: all.filter((job) => holds.includes(job.state)) }))
      .filter(({ jobs }) => jobs.length > 0);
  }

  getTreeItem(row: JobRow): vscode.TreeItem {
    return "jobs" in row ? groupItem(row) : this.#jobItem(row);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening.dispose();
  }

  #jobItem(job: Job): vscode.TreeItem {
    const { cancel, retry, resume } = this.#jobs.actions(job.id);
    const item = new vscode.TreeItem(baseName(job.source.path));
    const about = [
      job.keyword ?? job.layers?.join(", "),
      job.provider.name,
      job.state === "running" ? jobDoing(job) : jobDuration(job),
      costWords(job),
    ];
    item.id = job.id;
    item.description = about.filter(Boolean).join(" · ");
    item.iconPath = icons[job.state];
    item.tooltip = tooltip(job);
    const can = { cancel, retry, resume, open: job.result };
    item.contextValue = ["job", ...Object.entries(can).flatMap(([name, it]) => (it ? [name] : []))].join(" ");
    item.accessibilityInformation = {
      label: [item.label, stateWord(job.state), ...about, job.error].filter(Boolean).join(", "),
    };
    if (job.result) {
      item.command = {
        command: commands.openJob,
        title: vscode.l10n.t("Open Preview of Result"),
        arguments: [job],
      };
    }
    return item;
  }
}

function groupItem({ state, jobs }: Group): vscode.TreeItem {
  const item = new vscode.TreeItem(stateWord(state), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group ${state}`;
  item.description = jobs.length.toLocaleString(vscode.env.language);
  item.contextValue = "group";
  return item;
}

function tooltip(job: Job): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const [label, value] of jobFacts(job)) {
    text
      .appendMarkdown("**")
      .appendText(label)
      .appendMarkdown("**: ")
      .appendText(value)
      .appendMarkdown("  \n");
  }
  return text;
}

/** Shows on the view's icon how many jobs are running. */
export function showBadge(view: vscode.TreeView<unknown>, jobs: Jobs): vscode.Disposable {
  return jobs.onDidChange(() => {
    const value = jobs.running.length;
    if (view.badge?.value === (value || undefined)) return;
    const tooltip =
      value === 1 ? vscode.l10n.t("1 job is running") : vscode.l10n.t("{0} jobs are running", value);
    view.badge = value > 0 ? { value, tooltip } : undefined;
  });
}
