import * as vscode from "vscode";
import { contextKeys } from "../contributions.ts";
import { type KeyHolder, keyHolders } from "../service-contributions.ts";

/** What a key is called in the secret storage. */
export const nameOf = (holder: KeyHolder) => `${holder}.apiKey`;

/** Whom a key is kept for; no key is read for it. */
export async function knownKeys(secrets: vscode.SecretStorage): Promise<ReadonlySet<KeyHolder>> {
  const names = new Set(await secrets.keys());
  return new Set(keyHolders.filter((holder) => names.has(nameOf(holder))));
}

/** Lets `when` clauses know whether any key is set. */
export async function announceKeys(secrets: vscode.SecretStorage): Promise<void> {
  const known = await knownKeys(secrets);
  await vscode.commands.executeCommand("setContext", contextKeys.hasKey, known.size > 0);
}
