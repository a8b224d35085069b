import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import { relayPrefix } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import { consentWords } from "./provider-facts.ts";
import { providerName } from "./provider-names.ts";
import { allowResend, isResendAllowed } from "./resend-consent.ts";

type ConsentServices = Pick<Services, "context" | "host" | "work">;

/**
 * Asks once for each provider and host whether images may go there; the answer is remembered. Where the browser may
 * send a paid request twice, that is said too, and the relay is offered first.
 *
 * @returns who does it; `undefined` when the user does not agree
 */
export async function agreed(
  info: ProviderInfo,
  services: ConsentServices,
): Promise<ProviderInfo | undefined> {
  const { globalState } = services.context;
  const name = `consent.${info.id}.${info.capabilities.host}`;
  const mayResend = (await resendRisk(info, services)) && !isResendAllowed(globalState, info);
  if (globalState.get(name, false) && !mayResend) return info;

  const send = vscode.l10n.t("Send");
  const relayed = mayResend ? await throughRelay(info, services) : undefined;
  const useRelay = vscode.l10n.t("Use {0}", providerName(relayPrefix + info.id));
  const risk = vscode.l10n.t(
    "If the connection breaks, this browser may send a request twice, and both are paid for. A relay prevents that.",
  );
  const once = vscode.l10n.t("You are asked only once for this service.");
  const options = { modal: true, detail: mayResend ? `${risk} ${once}` : once };
  const actions = relayed ? [useRelay, send] : [send];
  const chosen = await vscode.window.showInformationMessage(
    consentWords(info, vscode.l10n, vscode.env.language),
    options,
    ...actions,
  );
  if (chosen === undefined) return undefined;
  if (relayed && chosen === useRelay) return agreed(relayed, services);
  await globalState.update(name, true);
  if (mayResend) await allowResend(globalState, info);
  return info;
}

/** Asked in browsers only: elsewhere nothing is sent twice. A service that can't be reached is found out by the run. */
async function resendRisk({ id }: ProviderInfo, { host, work }: ConsentServices): Promise<boolean> {
  if (host !== "web") return false;
  return (await work.sending(id).catch(() => "safe")) === "resend-risk";
}

/** The same service through the relay, where there is one that offers it. */
async function throughRelay(
  { id }: ProviderInfo,
  { work }: ConsentServices,
): Promise<ProviderInfo | undefined> {
  const { providers } = await work.describe();
  return providers.find((provider) => provider.id === relayPrefix + id);
}
