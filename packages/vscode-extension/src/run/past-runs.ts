import type { Operation } from "@stratify/app/operation";
import type * as vscode from "vscode";

/** What was done with a picture last. */
export interface PastRun {
  /** The picture's address. */
  readonly source: string;
  /** What was made of it. */
  readonly result: string;
  readonly operation: Operation;
  readonly provider: string;
}

const name = "pastRuns";
const mostKept = 200;

/** Remembers for each picture and each result how it came about, so that it can be done again in another way. */
export class PastRuns {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  async add(run: PastRun): Promise<void> {
    const others = this.#all().filter(({ result }) => result !== run.result);
    await this.#memento.update(name, [run, ...others].slice(0, mostKept));
  }

  /** The latest results of an image, newest first. */
  resultsOf(source: Pick<vscode.Uri, "toString">): readonly PastRun[] {
    const address = source.toString();
    return this.#all().filter((run) => run.source === address);
  }

  /** How a result came about. */
  ofResult(result: Pick<vscode.Uri, "toString">): PastRun | undefined {
    const address = result.toString();
    return this.#all().find((run) => run.result === address);
  }

  /** @param uri an image, or a result made of it */
  find(uri: Pick<vscode.Uri, "toString">): PastRun | undefined {
    return this.ofResult(uri) ?? this.resultsOf(uri)[0];
  }

  #all(): readonly PastRun[] {
    return this.#memento.get<readonly PastRun[]>(name, []);
  }
}
