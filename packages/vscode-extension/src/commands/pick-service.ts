import * as vscode from "vscode";
import { type ServiceId, serviceIds } from "../contributions.ts";
import type { Services } from "../services.ts";

/** A service by its id and name. */
export interface NamedService {
  readonly id: ServiceId;
  readonly name: string;
}

/** How the services call themselves: known before anything is loaded. */
const names: Readonly<Record<ServiceId, string>> = {
  aetherforge: "AetherForge AI",
  claid: "Claid.ai",
  figur: "FIGUR",
  hitpaw: "HitPaw",
};

/**
 * Which service a command about keys is for.
 *
 * @param given the command's first argument, where a link or a test names the service
 * @param withKey lists only those that have a key
 */
export async function pickService(
  given: unknown,
  title: string,
  withKey: boolean,
  { keys }: Pick<Services, "keys">,
): Promise<NamedService | undefined> {
  const asked = serviceIds.find((id) => id === given);
  if (asked) return { id: asked, name: names[asked] };
  const known = await keys.known();
  const items = serviceIds
    .filter((id) => !withKey || known.has(id))
    .map((id) => ({ id, label: names[id], description: known.has(id) ? vscode.l10n.t("has a key") : "" }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No service has a key."));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked && { id: picked.id, name: picked.label };
}
