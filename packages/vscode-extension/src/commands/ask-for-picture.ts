import type { Background, CatalogueBackground, ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { thumbnail } from "./thumbnail.ts";

/** Most thumbnails that are fetched. */
const mostThumbnails = 60;

interface PictureItem extends vscode.QuickPickItem {
  readonly entry: CatalogueBackground;
}

/**
 * Asks for a picture of a provider's catalogue. The list opens at once; names come when the provider has answered, and
 * thumbnails when they are fetched. Closing it ends both.
 *
 * @throws when the provider could not be asked
 */
export async function askForPicture(
  { id, name }: ProviderInfo,
  { work }: Pick<Services, "work">,
): Promise<Background | undefined> {
  const view = vscode.window.createQuickPick<PictureItem>();
  const stop = new AbortController();
  view.title = vscode.l10n.t("Asking {0} for its backgrounds...", name);
  view.busy = true;
  view.ignoreFocusOut = true;
  view.keepScrollPosition = true;
  const chosen = new Promise<PictureItem | undefined>((resolve) => {
    view.onDidAccept(() => {
      const [item] = [...view.selectedItems, ...view.activeItems];
      if (item) resolve(item);
    });
    view.onDidHide(() => resolve(undefined));
  });
  view.show();
  const fill = async () => {
    const [loaded, setup] = await Promise.all([work.get(), work.setup()]);
    const entries = await loaded.backgrounds(id, setup, stop.signal);
    if (entries.length === 0) throw new Error(vscode.l10n.t("{0} has no backgrounds to choose from.", name));
    view.title = vscode.l10n.t("Background from {0}", name);
    view.items = entries.map((entry) => itemOf(entry, undefined));
    const pictures = await Promise.all(
      entries.slice(0, mostThumbnails).map(({ previewUrl }) => thumbnail(previewUrl, stop.signal)),
    );
    const marked = view.activeItems[0]?.entry;
    view.items = entries.map((entry, at) => itemOf(entry, pictures[at]));
    // Of fresh items the first is marked, unless another was.
    if (marked) view.activeItems = view.items.filter(({ entry }) => entry === marked);
    view.busy = false;
    return chosen;
  };
  try {
    const picked = await Promise.race([chosen, fill()]);
    return picked?.entry.background;
  } finally {
    stop.abort();
    view.dispose();
  }
}

function itemOf(entry: CatalogueBackground, picture: vscode.Uri | undefined): PictureItem {
  return { entry, label: entry.name, iconPath: picture ?? new vscode.ThemeIcon("file-media") };
}
