import * as vscode from "vscode";
import { commands } from "../contributions.ts";

/** Shows in the status bar how far the images under way are; hidden when there are none. */
export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("stratify.status", vscode.StatusBarAlignment.Left);
  #total = 0;
  #done = 0;

  constructor() {
    this.#item.name = vscode.l10n.t("Stratify jobs");
    this.#item.command = commands.showJobs;
  }

  begin(images: number): void {
    this.#total += images;
    this.#show();
  }

  /** @param images how many of those begun are done, failed or stopped */
  end(images: number): void {
    this.#done += images;
    if (this.#done >= this.#total) this.#total = this.#done = 0;
    this.#show();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #show(): void {
    if (this.#total === 0) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(loading~spin) ${this.#done}/${this.#total}`;
    this.#item.tooltip = vscode.l10n.t(
      "Stratify: {0} of {1} images are done. Click for the jobs.",
      this.#done,
      this.#total,
    );
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t("Stratify: {0} of {1} images are done", this.#done, this.#total),
    };
    this.#item.show();
  }
}
