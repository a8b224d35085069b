import * as vscode from "vscode";
import type { App } from "../app-interface.ts";
import { views } from "../contributions.ts";
import type { JobRow } from "./jobs-tree.ts";

/** The jobs view as VS Code gets it at the start: whoever looks at its rows has the rest loaded. */
export class JobsView implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly tree: vscode.TreeView<JobRow>;

  constructor(app: () => Promise<App>) {
    this.tree = vscode.window.createTreeView<JobRow>(views.jobs, {
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: async (row) => (await app()).jobRows.getChildren(row),
        getTreeItem: async (row) => (await app()).jobRows.getTreeItem(row),
      },
    });
  }

  /** Its rows are others now. */
  redraw(): void {
    this.#changed.fire();
  }

  dispose(): void {
    this.tree.dispose();
    this.#changed.dispose();
  }
}
