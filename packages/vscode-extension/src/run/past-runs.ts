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

  /** @param uri a picture, or a result made of it */
  find(uri: Pick<vscode.Uri, "toString">): PastRun | undefined {
    const address = uri.toString();
    const all = this.#all();
    return all.find(({ result }) => result === address) ?? all.find(({ source }) => source === address);
  }

  #all(): readonly PastRun[] {
    return this.#memento.get<readonly PastRun[]>(name, []);
  }
}
