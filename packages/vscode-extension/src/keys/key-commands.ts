import type { KeyVerdict } from "@stratify/core/test-key";
import * as vscode from "vscode";
import { commands } from "../contributions.ts";
import type { Handler } from "../handler.ts";
import { providerName } from "../providers/provider-names.ts";
import { askForMissing } from "../providers/ready-provider.ts";
import { type KeyHolder, keyHolders } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import { askForKey, askForRelay } from "./ask-for-key.ts";

/** Set API Key. */
export function setApiKey(services: Services): Handler {
  return async (given) => {
    const holder = await pickKeyHolder(given, vscode.l10n.t("Set API Key"), false, services);
    if (!holder || (holder === "relay" && !(await askForRelay(services.setting)))) return;
    if (!(await askForKey(holder, services.keys))) return;
    // What else the service requires comes with the key. Without it the key is kept all the same.
    if (holder !== "relay") await askForMissing(holder, services);
    const test = vscode.l10n.t("Test It");
    const message = vscode.l10n.t("The key for {0} is kept.", providerName(holder));
    const chosen = await vscode.window.showInformationMessage(message, test);
    if (chosen === test) await vscode.commands.executeCommand(commands.testApiKey, holder);
  };
}

/** Test API Key. */
export function testApiKey(services: Services): Handler {
  return async (given) => {
    const holder = await pickKeyHolder(given, vscode.l10n.t("Test API Key"), true, services);
    if (!holder) return undefined;
    const name = providerName(holder);
    const progress = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t("Asking {0} about the key", name),
    };
    const verdict = await vscode.window.withProgress(progress, async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const [work, setup] = await Promise.all([services.work.get(), services.work.setup()]);
      return work.testKey(holder, setup, stop.signal);
    });
    services.log.info(`${name}: the key is ${verdict.key}`);
    void tell(verdict, holder);
    return verdict.key;
  };
}

async function tell(verdict: KeyVerdict, holder: KeyHolder): Promise<void> {
  const name = providerName(holder);
  if (verdict.key === "accepted") {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("{0} accepts the key. Nothing was charged.", name),
    );
    return;
  }
  const set = vscode.l10n.t("Set API Key");
  const chosen =
    verdict.key === "refused"
      ? await vscode.window.showErrorMessage(verdict.error.message, set)
      : await vscode.window.showWarningMessage(
          vscode.l10n.t("Whether {0} accepts the key is not known. {1}", name, verdict.error.message),
        );
  if (chosen === set) await vscode.commands.executeCommand(commands.setApiKey, holder);
}

/** Clear API Key. */
export function clearApiKey(services: Services): Handler {
  return async (given) => {
    const holder = await pickKeyHolder(given, vscode.l10n.t("Clear API Key"), true, services);
    if (!holder) return;
    const name = providerName(holder);
    const clear = vscode.l10n.t("Clear");
    const question = vscode.l10n.t("Clear the key for {0}?", name);
    const detail = vscode.l10n.t("Unfinished jobs there can't be resumed without it.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, clear)) !== clear) return;
    await services.keys.clear(holder);
    void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is gone.", name));
  };
}

/**
 * Whose key a command is about.
 *
 * @param given the command's first argument, where a link or a test names it
 * @param withKey lists only those that have a key
 */
async function pickKeyHolder(
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
