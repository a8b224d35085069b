import type { Background, CatalogueBackground, ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";

/** Asks what to put behind the subject: a colour, or a picture of the provider's catalogue. */
export async function askForBackground(
  provider: ProviderInfo,
  services: Pick<Services, "work">,
): Promise<Background | undefined> {
  return provider.capabilities.backgrounds?.includes("color")
    ? askForColor()
    : askForPicture(provider, services);
}

async function askForColor(): Promise<Background | undefined> {
  const swatches = [
    [vscode.l10n.t("White"), "#ffffff"],
    [vscode.l10n.t("Black"), "#000000"],
    [vscode.l10n.t("Light grey"), "#e6e6e6"],
    [vscode.l10n.t("Sand"), "#e8dcc4"],
    [vscode.l10n.t("Sky blue"), "#8ecae6"],
    [vscode.l10n.t("Green"), "#2a9d5c"],
  ] as const;
  const other = vscode.l10n.t("Another colour…");
  const items = swatches.map(([label, color]) => ({ label, description: color, iconPath: swatch(color) }));
  const picked = await vscode.window.showQuickPick([...items, { label: other, description: "" }], {
    title: vscode.l10n.t("Colour of the background"),
  });
  if (!picked) return undefined;
  const color = picked.label === other ? await typedColor() : picked.description;
  return color === undefined ? undefined : { kind: "color", color };
}

async function typedColor(): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t("Colour of the background"),
    placeHolder: "#f2b632",
    validateInput: (text) =>
      /^#?[0-9a-f]{6}$/i.test(text.trim())
        ? undefined
        : vscode.l10n.t("Six digits from 0 to f, like #f2b632."),
  });
  return value === undefined ? undefined : `#${value.trim().replace("#", "").toLowerCase()}`;
}

function swatch(color: string): vscode.Uri {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" rx="3" fill="${color}" stroke="#888"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${btoa(svg)}`);
}

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
async function askForPicture(
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

/** Largest thumbnail in bytes, and how long to wait for one in milliseconds. */
const largest = 400_000;
const patience = 10_000;

/**
 * A thumbnail as a data address: the workbench would not load plain http, and the address itself is a signed one that
 * must not get about.
 *
 * @returns `undefined` when it can't be had: its name will do
 */
async function thumbnail(address: string, signal: AbortSignal): Promise<vscode.Uri | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const answer = await fetch(address, { signal: limit, credentials: "omit" });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || bytes.length > largest) return undefined;
    const type = answer.headers.get("content-type") ?? "image/png";
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return vscode.Uri.parse(`data:${type};base64,${btoa(text)}`);
  } catch {
    return undefined;
  }
}
