import type { Background, CatalogueBackground, ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";

/** Most thumbnails that are fetched, and the largest of them in bytes. */
const mostThumbnails = 60;
const largestThumbnail = 400_000;

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

async function askForPicture(
  { id, name }: ProviderInfo,
  { work }: Pick<Services, "work">,
): Promise<Background | undefined> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t("Asking {0} for its backgrounds", name),
  };
  const items = await vscode.window.withProgress(progress, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const [loaded, setup] = await Promise.all([work.get(), work.setup()]);
    const entries = await loaded.backgrounds(id, setup, stop.signal);
    return Promise.all(entries.map((entry, at) => itemOf(entry, at < mostThumbnails, stop.signal)));
  });
  if (items.length === 0) throw new Error(vscode.l10n.t("{0} has no backgrounds to choose from.", name));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Background from {0}", name),
    matchOnDescription: true,
  });
  return picked && { kind: "catalogue", id: picked.description };
}

async function itemOf({ id, name, previewUrl }: CatalogueBackground, show: boolean, signal: AbortSignal) {
  const iconPath = show ? await thumbnail(previewUrl, signal) : undefined;
  return { label: name, description: id, iconPath: iconPath ?? new vscode.ThemeIcon("file-media") };
}

/**
 * A thumbnail as a data address: the workbench would not load plain http, and the address itself is a signed one that
 * must not get about.
 */
async function thumbnail(address: string, signal: AbortSignal): Promise<vscode.Uri | undefined> {
  try {
    const answer = await fetch(address, { signal, credentials: "omit" });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || bytes.length > largestThumbnail) return undefined;
    const type = answer.headers.get("content-type") ?? "image/png";
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return vscode.Uri.parse(`data:${type};base64,${btoa(text)}`);
  } catch {
    // A name will do.
    return undefined;
  }
}
