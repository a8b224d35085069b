import type { ProviderInfo } from "@stratify/core";
import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { type ProviderQuery, pickProvider } from "./pick-provider.ts";
import { isRelayed, providerName } from "./provider-names.ts";
import { readyProvider } from "./ready-provider.ts";

/**
 * Who does a task: whom the settings name, else whom the user picks; made ready to be called.
 *
 * @param wanted the setting's value
 * @returns `undefined` when the user thought better of it, or it can't be called
 */
export async function chooseProvider(
  wanted: string,
  query: ProviderQuery,
  services: Omit<Services, "runner">,
): Promise<ProviderInfo | undefined> {
  const info = wanted === "ask" ? await pickProvider(query, services) : await named(wanted, services);
  return info && readyProvider(info, services);
}

async function named(id: string, { work }: Pick<Services, "work">): Promise<ProviderInfo | undefined> {
  const isThere = !isRelayed(id) || (await work.setup()).relay !== undefined;
  const found = isThere ? await work.find(id) : undefined;
  if (found || !isRelayed(id)) return found;
  throw new Error(
    vscode.l10n.t(
      "{0} is not there: set the relay's address and access token, or choose another provider in the settings.",
      providerName(id),
    ),
  );
}
