import type { OperationName } from "@stratify/app/operation";
import type { ExportedFile } from "@stratify/imaging";
import * as vscode from "vscode";
import { baseName } from "../targets/image-name.ts";
import { candidates, makesFolder, outputName } from "./output-names.ts";
import type { PartialResults } from "./partial-results.ts";
import { UnwrittenError } from "./unwritten-error.ts";
import { exists, remove, writeWhole } from "./write-whole.ts";

/** Where the results for one source go. */
export interface Destination {
  readonly folder: vscode.Uri;
  readonly pattern: string;
  /** Where paid results go that can't be written to the folder; none for what costs nothing. */
  readonly fallback?: vscode.Uri | undefined;
}

/** A result that is whole. */
export interface WrittenResult {
  /** The image, or the folder of the layer set. */
  readonly uri: vscode.Uri;
  /** Names, sizes and times of its files, by which a change by the user is seen. */
  readonly stamp: string;
}

/** Where a result will be, and where it is until then. */
interface Place {
  readonly result: vscode.Uri;
  readonly part: vscode.Uri;
}

/** Addresses promised to results that are not in place yet. */
const promised = new Set<string>();

/**
 * Writes what one operation made of one image: first beside its place, then, when it is whole, there in one step. It
 * takes a name that nothing else has, or the place of an earlier result of the same jobs that nobody has changed since.
 * A paid result that can't be written where it belongs goes to the fallback folder, with all of its set.
 */
export class ResultWriter {
  readonly #source: vscode.Uri;
  readonly #op: OperationName;
  readonly #to: Destination;
  readonly #parts: PartialResults;
  readonly #before: WrittenResult | undefined;
  #files: string[] = [];
  #place: Place | undefined;
  #moved: UnwrittenError | undefined;

  /** @param before what an earlier round of the same jobs wrote */
  constructor(
    source: vscode.Uri,
    op: OperationName,
    to: Destination,
    parts: PartialResults,
    before: WrittenResult | undefined,
  ) {
    this.#source = source;
    this.#op = op;
    this.#to = to;
    this.#parts = parts;
    this.#before = before;
  }

  /** Why the result is in the fallback folder, when it is. */
  get moved(): UnwrittenError | undefined {
    return this.#moved;
  }

  /** @throws {UnwrittenError} when it can be written nowhere */
  async write({ path, bytes }: ExportedFile): Promise<void> {
    try {
      await this.#put(this.#to.folder, path, bytes);
    } catch (error) {
      if (!(error instanceof UnwrittenError) || !this.#to.fallback || this.#moved) throw error;
      this.#moved = error;
      await this.#moveTo(this.#to.fallback);
      await this.#put(this.#to.fallback, path, bytes);
    }
  }

  /**
   * Puts the whole result in place.
   *
   * @returns `undefined` when nothing was written
   * @throws {UnwrittenError} when it can't be put there
   */
  async finish(): Promise<WrittenResult | undefined> {
    try {
      return await this.#settle();
    } catch (error) {
      if (!(error instanceof UnwrittenError) || !this.#to.fallback || this.#moved) throw error;
      this.#moved = error;
      await this.#moveTo(this.#to.fallback);
      return this.#settle();
    }
  }

  /** Takes back what was written of a result that will not be finished. */
  async discard(): Promise<void> {
    const place = this.#place;
    if (!place) return;
    await remove(place.part);
    await this.#release(place);
  }

  async #settle(): Promise<WrittenResult | undefined> {
    const place = this.#place;
    if (!place) return undefined;
    const { result, part } = place;
    const overwrite = this.#before?.uri.toString() === result.toString();
    try {
      await vscode.workspace.fs.rename(part, result, { overwrite });
    } catch {
      return this.#copy(place);
    }
    await this.#release(place);
    return { uri: result, stamp: await stampOf(result) };
  }

  /** Not every file system can rename a folder: its files are copied to a free name beside, the manifest last. */
  async #copy(place: Place): Promise<WrittenResult> {
    const { result, part } = place;
    const isSet = makesFolder(this.#op);
    const at = (root: vscode.Uri, path: string) => (isSet ? vscode.Uri.joinPath(root, path) : root);
    promised.delete(result.toString());
    const uri = await freeUri(vscode.Uri.joinPath(result, ".."), baseName(result.path));
    try {
      for (const path of this.#files)
        await writeWhole(at(uri, path), await vscode.workspace.fs.readFile(at(part, path)));
    } catch (error) {
      await remove(uri).catch(() => {});
      throw new UnwrittenError(baseName(result.path), error);
    } finally {
      promised.delete(uri.toString());
    }
    await remove(part);
    await this.#release(place);
    return { uri, stamp: await stampOf(uri) };
  }

  async #put(folder: vscode.Uri, path: string, bytes: Uint8Array): Promise<void> {
    this.#place ??= await this.#begin(folder);
    const { part, result } = this.#place;
    const isSet = makesFolder(this.#op);
    try {
      await writeWhole(isSet ? vscode.Uri.joinPath(part, path) : part, bytes);
    } catch (error) {
      const name = baseName(result.path);
      throw new UnwrittenError(isSet ? `${name}/${path}` : name, error);
    }
    this.#files.push(path);
  }

  async #begin(folder: vscode.Uri): Promise<Place> {
    const wanted = outputName(this.#to.pattern, baseName(this.#source.path), this.#op);
    const result = (await this.#replaceable()) ?? (await freeUri(folder, wanted));
    const part = vscode.Uri.joinPath(result, "..", `.${baseName(result.path)}.part`);
    await this.#parts.add({ part: part.toString(), result: result.toString() });
    return { result, part };
  }

  /** What the earlier round wrote, where it is still as it was written. */
  async #replaceable(): Promise<vscode.Uri | undefined> {
    const before = this.#moved ? undefined : this.#before;
    const isSame = before && (await stampOf(before.uri).catch(() => "gone")) === before.stamp;
    return isSame ? before.uri : undefined;
  }

  /** Carries what is written already to another folder. */
  async #moveTo(folder: vscode.Uri): Promise<void> {
    const from = this.#place;
    if (!from) return;
    const isSet = makesFolder(this.#op);
    const files = this.#files;
    this.#files = [];
    this.#place = undefined;
    for (const path of files) {
      const file = isSet ? vscode.Uri.joinPath(from.part, path) : from.part;
      await this.#put(folder, path, await vscode.workspace.fs.readFile(file));
    }
    // What is left behind has a copy now; where it can't be deleted, it stays.
    await remove(from.part).catch(() => {});
    await this.#release(from);
  }

  async #release({ result, part }: Place) {
    promised.delete(result.toString());
    if (this.#place?.part === part) this.#place = undefined;
    await this.#parts.remove(part.toString());
  }
}

/** The files of a result with their sizes and times. */
async function stampOf(result: vscode.Uri): Promise<string> {
  const { type, size, mtime } = await vscode.workspace.fs.stat(result);
  if ((type & vscode.FileType.Directory) === 0) return `${size} ${mtime}`;
  const names = (await vscode.workspace.fs.readDirectory(result)).map(([name]) => name).toSorted();
  const stamps = names.map(async (name) => `${name} ${await stampOf(vscode.Uri.joinPath(result, name))}`);
  return (await Promise.all(stamps)).join("\n");
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
