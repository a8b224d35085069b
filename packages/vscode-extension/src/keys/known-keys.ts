import * as vscode from "vscode";
import { contextKeys, type ServiceId, serviceIds } from "../contributions.ts";

/** What a service's key is called in the secret storage. */
export const nameOf = (service: ServiceId) => `${service}.apiKey`;

/** Services that have a key; no key is read for it. */
export async function knownKeys(secrets: vscode.SecretStorage): Promise<ReadonlySet<ServiceId>> {
  const names = new Set(await secrets.keys());
  return new Set(serviceIds.filter((service) => names.has(nameOf(service))));
}

/** Lets `when` clauses know whether any key is set. */
export async function announceKeys(secrets: vscode.SecretStorage): Promise<void> {
  const known = await knownKeys(secrets);
  await vscode.commands.executeCommand("setContext", contextKeys.hasKey, known.size > 0);
}
