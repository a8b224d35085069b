import * as vscode from "vscode";
import { isResultName } from "../run/output-names.ts";
import type { Services } from "../services.ts";
import { collectImages } from "./collect-images.ts";
import { baseName, isImageName } from "./image-name.ts";
import { resolveTargets } from "./resolve-targets.ts";

interface FileItem extends vscode.QuickPickItem {
  readonly resourceUri: vscode.Uri;
}

/** Most pictures of the workspace that the picker lists. */
const mostListed = 2000;

/**
 * The pictures that a command is about: what it was called upon, else what the user picks. Folders are opened up and
 * what is in them confirmed; files that are no pictures are left out.
 *
 * @returns `undefined` when there is nothing to do, of which the user knows then
 */
export async function askForImages(
  args: readonly unknown[],
  title: string,
  { setting }: Pick<Services, "setting">,
): Promise<readonly vscode.Uri[] | undefined> {
  const targets = resolveTargets(args, vscode.window.tabGroups.activeTabGroup.activeTab?.input);
  const open = args.length > 0 || targets.some(({ path }) => isImageName(baseName(path))) ? targets : [];
  if (open.length === 0) return pickImages(title);

  const isResult = (file: vscode.Uri) => isResultName(setting("output.pattern", file), baseName(file.path));
  const progress = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t("Looking for images"),
  };
  const found = await (needsLook(open)
    ? vscode.window.withProgress(progress, (_, token) => collectImages(open, isResult, token))
    : collectImages(open, isResult));
  const { images, inFolders, complete } = found;
  if (!complete) return undefined;
  if (images.length === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("There is no PNG, JPEG or WebP image in what is selected."),
    );
    return undefined;
  }
  return inFolders === 0 || (await confirmed(images.length, title)) ? images : undefined;
}

/** Whether there may be folders, in which to look takes a while. */
function needsLook(targets: readonly vscode.Uri[]): boolean {
  return !targets.every(({ path }) => isImageName(baseName(path)));
}

async function confirmed(count: number, title: string): Promise<boolean> {
  const go = vscode.l10n.t("Continue");
  const message =
    count === 1
      ? vscode.l10n.t("{0}: one image was found. Continue?", title)
      : vscode.l10n.t("{0}: {1} images were found. Continue?", title, count);
  return (await vscode.window.showInformationMessage(message, { modal: true }, go)) === go;
}

async function pickImages(title: string): Promise<readonly vscode.Uri[] | undefined> {
  const files = await vscode.workspace.findFiles(
    "**/*.{png,jpg,jpeg,webp,PNG,JPG,JPEG,WEBP}",
    "**/{node_modules,.git}/**",
    mostListed,
  );
  if (files.length === 0) {
    return vscode.window.showOpenDialog({
      title,
      canSelectMany: true,
      filters: { [vscode.l10n.t("Images")]: ["png", "jpg", "jpeg", "webp"] },
    });
  }
  const items = files.map((resourceUri): FileItem => {
    const path = vscode.workspace.asRelativePath(resourceUri);
    return { label: baseName(path), description: path.slice(0, -baseName(path).length - 1), resourceUri };
  });
  const picked = await vscode.window.showQuickPick(
    items.sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true })),
    { title, canPickMany: true, matchOnDescription: true, placeHolder: vscode.l10n.t("Which images?") },
  );
  return picked && picked.length > 0 ? picked.map(({ resourceUri }) => resourceUri) : undefined;
}
