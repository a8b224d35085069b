import type { ProviderInfo, TaskKind } from "@stratify/core";
import * as vscode from "vscode";
import { type KeyHolder, localId } from "../contributions.ts";
import { askForKey } from "../keys/ask-for-key.ts";
import type { Services } from "../services.ts";
import { priceWords } from "./cost-words.ts";
import { browserObstacle, placeWords } from "./provider-facts.ts";
import { displayName, keyHolderOf } from "./provider-names.ts";

interface ProviderItem extends vscode.QuickPickItem {
  /** Absent for the relay itself, when it can't say what it offers. */
  readonly info?: ProviderInfo;
  /** Why it can't. */
  readonly problem?: string;
}

/** What a choice is made among. */
export interface ProviderQuery {
  readonly task: TaskKind;
  readonly title: string;
  /** Leaves these out. */
  readonly without?: readonly string[];
}

/**
 * Asks who shall do a task: with what it costs, where the picture goes and whether a key is set. One that can't be
 * called from here is shown with the reason; so is a relay that can't be asked what it offers.
 */
export async function pickProvider(
  query: ProviderQuery,
  services: Pick<Services, "work" | "keys" | "platform" | "setting">,
): Promise<ProviderInfo | undefined> {
  const options = {
    title: query.title,
    placeHolder: vscode.l10n.t("Who shall do it?"),
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
  { work, keys, platform, setting }: Pick<Services, "work" | "keys" | "platform" | "setting">,
): Promise<readonly ProviderItem[]> {
  const [{ providers, relayProblem }, known] = await Promise.all([work.describe(), keys.known()]);
  const items = providers
    .filter(({ id, capabilities }) => capabilities.tasks.includes(task) && !without.includes(id))
    .map((info): ProviderItem => {
      const obstacle = platform.host === "web" ? browserObstacle(info, vscode.l10n) : undefined;
      const ready = info.id === localId || hasKey(info, known);
      const noKey = ready ? [] : [vscode.l10n.t("No API key yet.")];
      return {
        info,
        label: `$(${obstacle ? "circle-slash" : ready ? "symbol-color" : "key"}) ${displayName(info.id, vscode.l10n)}`,
        description: priceWords(info, task, vscode.l10n),
        // The list cuts off what does not fit in a line: one for the price, one for the place.
        detail: obstacle ?? [...noKey, placeWords(info, vscode.l10n)].join(" "),
      };
    });
  const relay = relayItem(setting("relay.address").trim(), known.has("relay"), relayProblem);
  return relay ? [...items, relay] : items;
}

function hasKey({ id }: ProviderInfo, known: ReadonlySet<KeyHolder>): boolean {
  const holder = keyHolderOf(id);
  return holder !== undefined && known.has(holder);
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
