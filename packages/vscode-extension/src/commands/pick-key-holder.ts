import * as vscode from "vscode";
import { providerName } from "../providers/provider-names.ts";
import { type KeyHolder, keyHolders } from "../service-contributions.ts";
import type { Services } from "../services.ts";

/**
 * Whose key a command is about.
 *
 * @param given the command's first argument, where a link or a test names it
 * @param withKey lists only those that have a key
 */
export async function pickKeyHolder(
  given: unknown,
  title: string,
  withKey: boolean,
  { keys, setting }: Pick<Services, "keys" | "setting">,
): Promise<KeyHolder | undefined> {
  const asked = keyHolders.find((holder) => holder === given);
  if (asked) return asked;
  const known = await keys.known();
  const items = keyHolders
    .filter((holder) => !withKey || known.has(holder))
    .map((holder) => ({
      holder,
      label: providerName(holder),
      description: known.has(holder) ? vscode.l10n.t("has a key") : "",
      ...(holder === "relay" && { detail: relayWords(setting("relay.address").trim()) }),
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No service has a key."));
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title }))?.holder;
}

function relayWords(address: string): string {
  return address
    ? vscode.l10n.t("The access token of your relay at {0}", address)
    : vscode.l10n.t("The address and access token of a server of your team that holds the keys");
}
