import type { ExportedFile } from "@stratify/imaging";
import * as vscode from "vscode";
import { baseName } from "../targets/image-name.ts";
import type { OperationName } from "./operation.ts";
import { candidates, makesFolder, outputName } from "./output-names.ts";
import { UnwrittenError } from "./unwritten-error.ts";
import { writeWhole } from "./write-whole.ts";

/** Where the results for one source go. */
export interface Destination {
  readonly folder: vscode.Uri;
  readonly pattern: string;
  /** Where results go that were paid for and can't be written to the folder; none for what costs nothing. */
  readonly refuge?: vscode.Uri | undefined;
}

/** Addresses promised to results that are not written yet. */
const promised = new Set<string>();

/**
 * Writes what one operation made of one picture, under a name that nothing else has. Nothing is ever overwritten.
 * A paid result that can't be written where it belongs goes to the refuge, with all of its set.
 */
export class ResultWriter {
  readonly #source: vscode.Uri;
  readonly #op: OperationName;
  readonly #to: Destination;
  readonly #written: vscode.Uri[] = [];
  #result: vscode.Uri | undefined;
  #moved: UnwrittenError | undefined;

  constructor(source: vscode.Uri, op: OperationName, to: Destination) {
    this.#source = source;
    this.#op = op;
    this.#to = to;
  }

  /** The picture or the folder; `undefined` before the first file. */
  get result(): vscode.Uri | undefined {
    return this.#result;
  }

  /** Why the result is in the refuge, when it is. */
  get moved(): UnwrittenError | undefined {
    return this.#moved;
  }

  /** @throws {UnwrittenError} when it can be written nowhere; what was written before is gone then */
  async write({ path, bytes }: ExportedFile): Promise<void> {
    try {
      await this.#put(this.#to.folder, path, bytes);
    } catch (error) {
      if (!(error instanceof UnwrittenError) || !this.#to.refuge || this.#moved) throw error;
      this.#moved = error;
      await this.#move(this.#to.refuge);
      await this.#put(this.#to.refuge, path, bytes);
    }
  }

  /** Takes back what was written of a result that will not be finished. */
  async discard(): Promise<void> {
    const result = this.#result;
    this.#written.length = 0;
    this.#release();
    // Its name was free, so whatever is there now is ours.
    if (result) await remove(result);
  }

  /** The result is whole: its name is no promise any more, but a file. */
  finish(): void {
    if (this.#result) promised.delete(this.#result.toString());
  }

  async #put(folder: vscode.Uri, path: string, bytes: Uint8Array): Promise<void> {
    this.#result ??= await freeUri(
      folder,
      outputName(this.#to.pattern, baseName(this.#source.path), this.#op),
    );
    const isSet = makesFolder(this.#op);
    const file = isSet ? vscode.Uri.joinPath(this.#result, path) : this.#result;
    try {
      await writeWhole(file, bytes);
    } catch (error) {
      const name = baseName(this.#result.path);
      throw new UnwrittenError(isSet ? `${name}/${path}` : name, error);
    }
    this.#written.push(file);
  }

  /** Carries what is written already to another folder. */
  async #move(folder: vscode.Uri): Promise<void> {
    const from = this.#result;
    const files = this.#written.splice(0);
    this.#release();
    for (const file of files) {
      const path = from ? file.path.slice(from.path.length + 1) : "";
      await this.#put(folder, path, await vscode.workspace.fs.readFile(file));
    }
    // What is left behind has a copy now; where it can't be deleted, it stays.
    if (from) await remove(from).catch(() => {});
  }

  #release(): void {
    this.finish();
    this.#result = undefined;
  }
}

/** The first name that neither a file has nor another result was promised. */
async function freeUri(folder: vscode.Uri, wanted: string): Promise<vscode.Uri> {
  for (const name of candidates(wanted)) {
    const uri = vscode.Uri.joinPath(folder, name);
    const key = uri.toString();
    if (promised.has(key)) continue;
    promised.add(key);
    if (!(await exists(uri))) return uri;
    promised.delete(key);
  }
  throw new Error(`${wanted}: no name is free`);
}

/** Deletes a file, or a folder with what is in it, should it be there. */
async function remove(uri: vscode.Uri): Promise<void> {
  if (await exists(uri)) await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
