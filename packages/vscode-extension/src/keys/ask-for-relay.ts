import * as vscode from "vscode";
import type { ReadSetting } from "../read-setting.ts";

/**
 * Asks where the relay is, unless the settings say so already.
 *
 * @returns whether its address is known now
 */
export async function askForRelay(setting: ReadSetting): Promise<boolean> {
  if (setting("relay.address").trim()) return true;
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t("Address of your relay"),
    prompt: vscode.l10n.t(
      "A small server of your team that holds the keys. Whoever runs it knows its address.",
    ),
    placeHolder: "https://relay.example.com",
    ignoreFocusOut: true,
    validateInput: (text) =>
      isRelayAddress(text.trim())
        ? undefined
        : vscode.l10n.t("An address that begins with https://; http:// is for this machine only."),
  });
  if (address === undefined) return false;
  const settings = vscode.workspace.getConfiguration("stratify");
  await settings.update("relay.address", address.trim(), vscode.ConfigurationTarget.Global);
  return true;
}

function isRelayAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === "https:" || (protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}
