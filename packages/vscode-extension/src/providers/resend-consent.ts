import type { ProviderInfo } from "@stratify/core";
import type * as vscode from "vscode";
import type { ResendAllowed } from "../work/provider-setup.ts";

/** Where the answers are remembered: hosts by provider. */
const name = "resendAllowed";

type About = Pick<ProviderInfo, "id" | "capabilities">;

/** Whether the user was told that a browser may send paid requests to this host twice, and agreed. */
export function isResendAllowed(memento: vscode.Memento, { id, capabilities }: About): boolean {
  return resendAllowed(memento)[id]?.includes(capabilities.host ?? "") ?? false;
}

/** All that the user has agreed to. */
export function resendAllowed(memento: vscode.Memento): ResendAllowed {
  return memento.get<ResendAllowed>(name, {});
}

/** Remembers that the user agreed. */
export async function allowResend(memento: vscode.Memento, { id, capabilities }: About): Promise<void> {
  const answers = resendAllowed(memento);
  const hosts = new Set([...(answers[id] ?? []), capabilities.host ?? ""]);
  await memento.update(name, { ...answers, [id]: [...hosts] });
}
