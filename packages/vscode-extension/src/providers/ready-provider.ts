import type { ProviderInfo } from "@stratify/core";
import type { ServiceId } from "@stratify/core/service-facts";
import type { ServiceFacts, ServiceOption } from "@stratify/core/services";
import * as vscode from "vscode";
import { askForKey } from "../keys/ask-for-key.ts";
import { localId } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import { agreed } from "./consent.ts";
import { type ProviderQuery, pickProvider } from "./pick-provider.ts";
import { browserObstacle } from "./provider-facts.ts";
import { inLanguage, isRelayed, providerName, serviceOf } from "./provider-names.ts";

type ReadyServices = Pick<Services, "keys" | "options" | "host" | "context" | "work">;

/**
 * Sees to it that a provider can be called: that it can be reached from here, that everything it requires is set, and
 * that the user has agreed to where images go and what it costs.
 *
 * @returns who does it, as things are set now; `undefined` when it can't be called. In a browser that may be the same
 * service through the relay
 */
export async function readyProvider(
  info: ProviderInfo,
  services: ReadyServices,
): Promise<ProviderInfo | undefined> {
  if (info.id === localId) return info;
  const obstacle = services.host === "web" ? browserObstacle(info, vscode.l10n) : undefined;
  if (obstacle) {
    void vscode.window.showWarningMessage(obstacle);
    return undefined;
  }
  if (!(await askForMissing(info.id, services))) return undefined;
  // A base URL may have been set just now: images go where it says.
  const current = await services.work.find(info.id);
  return current && agreed(current, services);
}

/**
 * Who does a task: whom the settings name, else whom the user picks; made ready to be called.
 *
 * @param wanted the setting's value
 * @returns `undefined` when the user thought better of it, or it can't be called
 */
export async function chooseProvider(
  wanted: string,
  query: ProviderQuery,
  services: Omit<Services, "runner">,
): Promise<ProviderInfo | undefined> {
  const info = wanted === "ask" ? await pickProvider(query, services) : await named(wanted, services);
  return info && readyProvider(info, services);
}

async function named(id: string, { work }: Pick<Services, "work">): Promise<ProviderInfo | undefined> {
  const isThere = !isRelayed(id) || (await work.setup()).relay !== undefined;
  const found = isThere ? await work.find(id) : undefined;
  if (found || !isRelayed(id)) return found;
  throw new Error(
    vscode.l10n.t(
      "{0} is not there: set the relay's address and access token, or choose another provider in the settings.",
      providerName(id),
    ),
  );
}

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
