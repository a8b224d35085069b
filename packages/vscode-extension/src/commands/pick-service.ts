import * as vscode from "vscode";
import { type ServiceId, serviceIds } from "../contributions.ts";
import { serviceNames } from "../providers/service-names.ts";
import type { Services } from "../services.ts";

/** A service by its id and name. */
export interface NamedService {
  readonly id: ServiceId;
  readonly name: string;
}

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
  if (asked) return { id: asked, name: serviceNames[asked] };
  const known = await keys.known();
  const items = serviceIds
    .filter((id) => !withKey || known.has(id))
    .map((id) => ({
      id,
      label: serviceNames[id],
      description: known.has(id) ? vscode.l10n.t("has a key") : "",
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No service has a key."));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked && { id: picked.id, name: picked.label };
}
