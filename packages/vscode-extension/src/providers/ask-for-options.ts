import type { ServiceId } from "@stratify/core/service-facts";
import type { ServiceFacts, ServiceOption } from "@stratify/core/services";
import * as vscode from "vscode";
import { askForKey } from "../keys/ask-for-key.ts";
import type { Services } from "../services.ts";
import { inLanguage, isRelayed, serviceOf } from "./provider-names.ts";

/**
 * Asks for everything that a provider lacks: its key and whatever else it requires, or the relay's access token.
 *
 * @returns whether nothing is missing now
 */
export async function askForMissing(
  provider: string,
  { keys, options }: Pick<Services, "keys" | "options">,
): Promise<boolean> {
  if (isRelayed(provider)) return Boolean(await keys.get("relay")) || askForKey("relay", keys);
  const service = serviceOf(provider);
  if (!service) return false;
  for (const option of await options.missing(service)) {
    const given = option.secret
      ? await askForKey(service.id, keys)
      : await askForOption(service, option, options);
    if (!given) return false;
  }
  return true;
}

async function askForOption(
  service: ServiceFacts<ServiceId>,
  option: ServiceOption,
  options: Services["options"],
): Promise<boolean> {
  const { language } = vscode.env;
  const { label, description, choices } = option;
  const title = vscode.l10n.t("{0}: {1}", service.name, inLanguage(label, language));
  const prompt = description && inLanguage(description, language);
  const value = choices
    ? await vscode.window.showQuickPick([...choices], { title, ignoreFocusOut: true })
    : await vscode.window.showInputBox({
        title,
        ...(prompt !== undefined && { prompt }),
        ignoreFocusOut: true,
        validateInput: (text) => problemOf(option, text.trim()),
      });
  if (value === undefined) return false;
  await options.set(service.id, option, value.trim());
  return true;
}

function problemOf({ name }: ServiceOption, value: string): string | undefined {
  if (!value) return vscode.l10n.t("A value is needed.");
  if (name === "baseUrl" && !/^https?:\/\/[^\s/]/i.test(value)) {
    return vscode.l10n.t("A URL begins with https:// or http://.");
  }
  return undefined;
}
