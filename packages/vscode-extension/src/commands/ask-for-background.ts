import type { Background, ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { askForPicture } from "./ask-for-picture.ts";

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
