import type { ProviderInfo, TaskKind } from "@stratify/core";
import * as vscode from "vscode";
import { localId, serviceIds } from "../contributions.ts";
import type { Services } from "../services.ts";
import { priceWords } from "./cost-words.ts";
import { browserObstacle, placeWords } from "./provider-facts.ts";

interface ProviderItem extends vscode.QuickPickItem {
  readonly info: ProviderInfo;
}

/** What a choice is made among. */
export interface ProviderQuery {
  readonly task: TaskKind;
  readonly title: string;
  /** Leaves these out. */
  readonly without?: readonly string[];
  /** Leaves out whoever does not take this kind of background. */
  readonly background?: "color" | "catalogue";
}

/**
 * Asks who shall do a task: with what it costs, where the picture goes and whether a key is set. One that can't be
 * called from here is shown with the reason, and can't be chosen.
 */
export async function pickProvider(
  { task, title, without = [], background }: ProviderQuery,
  services: Pick<Services, "work" | "keys" | "platform">,
): Promise<ProviderInfo | undefined> {
  const [work, setup, keys] = await Promise.all([
    services.work.get(),
    services.work.setup(),
    services.keys.known(),
  ]);
  const able = work.describe(setup).filter(({ id, capabilities }) => {
    const fits = !background || capabilities.backgrounds?.includes(background);
    return capabilities.tasks.includes(task) && fits && !without.includes(id);
  });
  const hasKey = ({ id }: ProviderInfo) => serviceIds.some((service) => service === id && keys.has(service));
  const items = able.map((info): ProviderItem => {
    const obstacle = services.platform.host === "web" ? browserObstacle(info, vscode.l10n) : undefined;
    const ready = info.id === localId || hasKey(info);
    return {
      info,
      label: `$(${obstacle ? "circle-slash" : ready ? "symbol-color" : "key"}) ${info.name}`,
      description: ready ? "" : vscode.l10n.t("no API key yet"),
      detail: obstacle ?? `${priceWords(info, task, vscode.l10n)} ${placeWords(info, vscode.l10n)}`,
    };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Who shall do it?"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.info;
}
