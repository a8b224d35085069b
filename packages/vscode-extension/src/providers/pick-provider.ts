import type { ProviderInfo, TaskKind } from "@stratify/core";
import * as vscode from "vscode";
import { askForKey } from "../keys/ask-for-key.ts";
import { type KeyHolder, localId } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import { priceWords } from "./cost-words.ts";
import { browserObstacle, placeWords } from "./provider-facts.ts";
import { displayName, inLanguage, isRelayed, serviceOf } from "./provider-names.ts";

interface ProviderItem extends vscode.QuickPickItem {
  /** Absent for the relay itself, when it can't say what it offers. */
  readonly info?: ProviderInfo;
  /** Why it can't. */
  readonly problem?: string;
}

/** What the list is made of. */
type PickerServices = Pick<Services, "work" | "keys" | "options" | "host" | "setting">;

/** What a choice is made among. */
export interface ProviderQuery {
  readonly task: TaskKind;
  readonly title: string;
  /** Leaves these out. */
  readonly without?: readonly string[];
}

/**
 * Asks who does a task: with what it costs, where the image goes and what is not set yet. One that can't be called from
 * here is shown with the reason; so is a relay that can't be asked what it offers.
 */
export async function pickProvider(
  query: ProviderQuery,
  services: PickerServices,
): Promise<ProviderInfo | undefined> {
  const options = {
    title: query.title,
    placeHolder: vscode.l10n.t("Choose a provider"),
    matchOnDescription: true,
    matchOnDetail: true,
  };
  const chosen = await vscode.window.showQuickPick(itemsFor(query, services), options);
  if (!chosen || chosen.info) return chosen?.info;
  if (chosen.problem !== undefined) {
    const set = vscode.l10n.t("Set API Key");
    if ((await vscode.window.showWarningMessage(chosen.problem, set)) !== set) return undefined;
  }
  return (await askForKey("relay", services.keys)) ? pickProvider(query, services) : undefined;
}

async function itemsFor(
  { task, without = [] }: ProviderQuery,
  { work, keys, options, host, setting }: PickerServices,
): Promise<readonly ProviderItem[]> {
  const [{ providers, relayProblem }, known] = await Promise.all([work.describe(), keys.known()]);
  const able = providers.filter(
    ({ id, capabilities }) => capabilities.tasks.includes(task) && !without.includes(id),
  );
  const items = able.map(async (info): Promise<ProviderItem> => {
    const obstacle = host === "web" ? browserObstacle(info, vscode.l10n) : undefined;
    const missing = await missingWords(info, known, options);
    const icon = obstacle ? "circle-slash" : missing === undefined ? "symbol-color" : "key";
    return {
      info,
      label: `$(${icon}) ${displayName(info.id, vscode.l10n)}`,
      description: priceWords(info, task, vscode.l10n, vscode.env.language),
      // The list cuts off what does not fit in a line: one for the price, one for the place.
      detail: obstacle ?? [...(missing ? [missing] : []), placeWords(info, vscode.l10n)].join(" "),
    };
  });
  const relay = relayItem(setting("relay.address").trim(), known.has("relay"), relayProblem);
  return [...(await Promise.all(items)), ...(relay ? [relay] : [])];
}

/** What is not set yet of what a provider requires, in a sentence. Choosing the provider asks for it. */
async function missingWords(
  { id }: ProviderInfo,
  known: ReadonlySet<KeyHolder>,
  options: Services["options"],
): Promise<string | undefined> {
  if (id === localId) return undefined;
  const service = serviceOf(id);
  if (isRelayed(id) || !service)
    return known.has("relay") ? undefined : vscode.l10n.t("No access token yet.");
  const missing = await options.missing(service);
  if (missing.length === 0) return undefined;
  const labels = missing.map(({ label }) => inLanguage(label, vscode.env.language));
  return vscode.l10n.t("Not set yet: {0}.", labels.join(", "));
}

function relayItem(
  address: string,
  hasToken: boolean,
  problem: string | undefined,
): ProviderItem | undefined {
  if (address && !hasToken) {
    return {
      label: `$(key) ${vscode.l10n.t("Relay")}`,
      description: vscode.l10n.t("no access token yet"),
      detail: vscode.l10n.t("Set the token to see what your relay at {0} offers.", address),
    };
  }
  if (problem === undefined) return undefined;
  return { label: `$(circle-slash) ${vscode.l10n.t("Relay")}`, detail: problem, problem };
}
