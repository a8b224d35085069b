import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { localId } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import { askForMissing } from "./ask-for-options.ts";
import { agreed } from "./consent.ts";
import { browserObstacle } from "./provider-facts.ts";

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
