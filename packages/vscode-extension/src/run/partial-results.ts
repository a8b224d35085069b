import * as vscode from "vscode";
import { exists, remove } from "./write-whole.ts";

/** A result that is not in place yet. */
interface PartialResult {
  /** Where it is. */
  readonly part: string;
  /** Where it belongs. */
  readonly result: string;
}

type Kept = PartialResult & { readonly session: string };

const name = "partialResults";

/**
 * Remembers the results that are being written, so that those of a crashed window are finished or deleted by the next
 * one.
 */
export class PartialResults {
  readonly #memento: vscode.Memento;
  readonly #session: string;
  #last: Promise<void> = Promise.resolve();

  /** @param session the one whose lease says that this window is alive */
  constructor(memento: vscode.Memento, session: string) {
    this.#memento = memento;
    this.#session = session;
  }

  add(result: PartialResult): Promise<void> {
    return this.#change((all) => [...all, { ...result, session: this.#session }]);
  }

  remove(part: string): Promise<void> {
    return this.#change((all) => all.filter((each) => each.part !== part));
  }

  /**
   * Finishes the complete sets of sessions that have ended, and deletes what is incomplete.
   *
   * @param hasEnded whether a session has
   */
  async sweep(hasEnded: (session: string) => Promise<boolean>): Promise<void> {
    for (const { part, result, session } of this.#all()) {
      if (!(await hasEnded(session))) continue;
      await finishOrDelete(vscode.Uri.parse(part, true), vscode.Uri.parse(result, true)).catch(() => {
        // Its folder may be gone, or read-only by now.
      });
      await this.remove(part);
    }
  }

  #all(): readonly Kept[] {
    return this.#memento.get<readonly Kept[]>(name, []);
  }

  #change(change: (all: readonly Kept[]) => readonly Kept[]): Promise<void> {
    this.#last = this.#last.then(() => this.#memento.update(name, change(this.#all())));
    return this.#last;
  }
}

/** A set's manifest is written last: where it is, everything is. */
async function finishOrDelete(part: vscode.Uri, result: vscode.Uri): Promise<void> {
  const isWhole = await exists(vscode.Uri.joinPath(part, "manifest.json"));
  if (isWhole && !(await exists(result))) await vscode.workspace.fs.rename(part, result);
  else await remove(part);
}
