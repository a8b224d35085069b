import * as vscode from "vscode";
import { contextKeys } from "../contributions.ts";

const ending = ".apiKey";

/** What a key is called in the secret storage. @param holder a service's id, or `relay` */
export const nameOf = (holder: string) => holder + ending;

/** Lets `when` clauses know whether any key is set; no key is read for it. */
export async function announceKeys(secrets: vscode.SecretStorage): Promise<void> {
  const hasKey = (await secrets.keys()).some((name) => name.endsWith(ending));
  await vscode.commands.executeCommand("setContext", contextKeys.hasKey, hasKey);
}
