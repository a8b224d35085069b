import * as vscode from "vscode";
import type { Jobs } from "./jobs.ts";

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
