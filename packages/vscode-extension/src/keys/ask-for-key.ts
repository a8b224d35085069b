import * as vscode from "vscode";
import { providerName, serviceOf } from "../providers/provider-names.ts";
import type { ReadSetting } from "../read-setting.ts";
import type { KeyHolder } from "../service-contributions.ts";
import type { Keys } from "./keys.ts";

/**
 * Asks for a service's key, or for the relay's token, and keeps it. A button opens the page on which a service gives
 * out its keys.
 *
 * @returns whether one was given
 */
export async function askForKey(holder: KeyHolder, keys: Keys): Promise<boolean> {
  const name = providerName(holder);
  const key = await (holder === "relay"
    ? askForSecret(
        vscode.l10n.t("Access token of your relay"),
        vscode.l10n.t("It is kept in the editor's secret storage and sent to the relay alone."),
      )
    : askForSecret(
        vscode.l10n.t("API key for {0}", name),
        vscode.l10n.t("It is kept in the editor's secret storage and sent to {0} alone.", name),
        serviceOf(holder)?.pricing.keyUrl,
      ));
  if (key === undefined) return false;
  await keys.set(holder, key);
  return true;
}

/** @param page where such a secret is given out */
function askForSecret(title: string, prompt: string, page?: string): Promise<string | undefined> {
  const view = vscode.window.createInputBox();
  view.title = title;
  view.prompt = prompt;
  view.password = true;
  view.ignoreFocusOut = true;
  if (page !== undefined) {
    view.buttons = [
      { iconPath: new vscode.ThemeIcon("link-external"), tooltip: vscode.l10n.t("Get an API key") },
    ];
    view.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(page, true)));
  }
  const check = (): boolean => {
    const fits = /^[\x21-\x7e]+$/.test(view.value.trim());
    view.validationMessage = fits
      ? ""
      : vscode.l10n.t("A key has no spaces and no letters beyond the English ones.");
    return fits;
  };
  return new Promise((resolve) => {
    view.onDidChangeValue(check);
    view.onDidAccept(() => {
      if (!check()) return;
      resolve(view.value.trim());
      view.hide();
    });
    view.onDidHide(() => {
      resolve(undefined);
      view.dispose();
    });
    view.show();
  });
}

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
