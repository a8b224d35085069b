import type { OperationName } from "@stratify/app/operation";
import * as vscode from "vscode";
import { destinationOf } from "../run/destination.ts";
import { exists } from "../run/write-whole.ts";
import type { Services } from "../services.ts";
import { baseName, isImageName } from "../targets/image-name.ts";
import { readLayerList } from "./layer-list.ts";
import type { Score } from "./preview-strings.ts";
import type { Box, ShownRole, Size } from "./protocol.ts";
import { newestResult, operationBetween } from "./result-names.ts";

const manifestName = "manifest.json";

const roles: Readonly<Record<OperationName, ShownRole>> = {
  layers: "layer",
  cutout: "cutout",
  mask: "mask",
  background: "composite",
};

type PreviewServices = Pick<Services, "pastRuns" | "setting" | "context">;

/** How many folders above a result its source is looked for. */
const levels = 4;

/**
 * Finds what to preview for a layer set's folder or manifest, for a single result, or for a source with results.
 *
 * @param source what the result was made of, where the caller knows
 * @returns `undefined` for a picture that nothing was made of yet
 * @throws {Error} in words, when a layer set can't be read
 */
export async function findPreview(
  uri: vscode.Uri,
  source: vscode.Uri | undefined,
  services: PreviewServices,
): Promise<PreviewInput | undefined> {
  if (baseName(uri.path) === manifestName) return layerSet(uri, source);
  if (await isFolder(uri)) {
    const run = services.pastRuns.ofResult(uri);
    const known = source ?? (run && vscode.Uri.parse(run.source, true));
    return layerSet(vscode.Uri.joinPath(uri, manifestName), known);
  }
  const made = source ? { source } : await sourceOf(uri, services);
  if (made) {
    const op = operationBetween(
      baseName(made.source.path),
      baseName(uri.path),
      patternFor(made.source, services),
    );
    return singleResult(uri, made.source, roles[op ?? "cutout"]);
  }
  const result = await resultOf(uri, services);
  return result && findPreview(result, uri, services);
}

async function layerSet(manifest: vscode.Uri, known: vscode.Uri | undefined): Promise<PreviewInput> {
  const list = readLayerList(new TextDecoder().decode(await vscode.workspace.fs.readFile(manifest)));
  if (!list) {
    const path = vscode.workspace.asRelativePath(manifest);
    throw new Error(
      vscode.l10n.t("{0} is not the manifest of a layer set that this version can read.", path),
    );
  }
  const source = known ?? (await above(manifest, list.source));
  return {
    title: vscode.l10n.t("{0}: layers", list.source),
    result: manifest,
    ...(source && { source }),
    size: list.size,
    ...(list.score && { score: list.score }),
    layers: list.layers.map(({ file, ...layer }) => {
      return { ...layer, uri: vscode.Uri.joinPath(manifest, "..", file), trimmed: list.trimmed };
    }),
  };
}

function singleResult(uri: vscode.Uri, source: vscode.Uri, role: ShownRole): PreviewInput {
  const name = baseName(uri.path);
  return { title: name, result: uri, source, layers: [{ name, role, uri }] };
}

/** The source of a result: what is remembered of the run tells, else the names in the folders above do. */
async function sourceOf(
  result: vscode.Uri,
  services: PreviewServices,
): Promise<{ readonly source: vscode.Uri } | undefined> {
  const run = services.pastRuns.ofResult(result);
  if (run) return { source: vscode.Uri.parse(run.source, true) };
  for (const folder of foldersAbove(result)) {
    const names = await namesIn(folder);
    const pattern = patternFor(result, services);
    const name = names.find(
      (each) => isImageName(each) && operationBetween(each, baseName(result.path), pattern),
    );
    if (name !== undefined) return { source: vscode.Uri.joinPath(folder, name) };
  }
  return undefined;
}

async function resultOf(source: vscode.Uri, services: PreviewServices): Promise<vscode.Uri | undefined> {
  for (const run of services.pastRuns.resultsOf(source)) {
    const result = vscode.Uri.parse(run.result, true);
    if (await exists(result)) return result;
  }
  const { folder, pattern } = destinationOf(source, services, false);
  const newest = newestResult(await namesIn(folder), baseName(source.path), pattern);
  return newest && vscode.Uri.joinPath(folder, newest.name);
}

/** A file of this name in one of the folders above a manifest's own. */
async function above(manifest: vscode.Uri, name: string): Promise<vscode.Uri | undefined> {
  if (!isImageName(name) || /[\\/]/.test(name)) return undefined;
  for (const folder of foldersAbove(vscode.Uri.joinPath(manifest, ".."))) {
    const file = vscode.Uri.joinPath(folder, name);
    if ((await namesIn(folder)).includes(name)) return file;
  }
  return undefined;
}

function foldersAbove(uri: vscode.Uri): readonly vscode.Uri[] {
  const folders: vscode.Uri[] = [];
  for (
    let folder = vscode.Uri.joinPath(uri, "..");
    folders.length < levels;
    folder = vscode.Uri.joinPath(folder, "..")
  ) {
    folders.push(folder);
    // Never above what is open: those folders are not the user's concern here.
    if (vscode.workspace.workspaceFolders?.some((root) => root.uri.toString() === folder.toString())) break;
  }
  return folders;
}

function patternFor(file: vscode.Uri, { setting }: Pick<Services, "setting">): string {
  return setting("output.pattern", file);
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
}

/** A layer to preview. */
export interface PreviewLayer {
  readonly name: string;
  readonly role: ShownRole;
  readonly uri: vscode.Uri;
  /** Where it lies on the source, in pixels. */
  readonly bounds?: Box;
  /** Whether the file is cut to its bounds; else it is as large as the source. */
  readonly trimmed?: boolean;
}

/** What a preview shows. */
export interface PreviewInput {
  readonly title: string;
  /** What was opened: a picture, or the manifest of a layer set. The preview is found again by it. */
  readonly result: vscode.Uri;
  /** Absent when the source's file was not found. */
  readonly source?: vscode.Uri;
  /** The source's size in pixels, where a manifest tells. */
  readonly size?: Size;
  /** Bottom to top. */
  readonly layers: readonly PreviewLayer[];
  readonly score?: Score;
}
