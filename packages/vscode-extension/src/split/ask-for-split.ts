import { type Operation, withLimit } from "@stratify/app/operation";
import type { ProviderInfo } from "@stratify/core";
import type { ProviderQuery } from "../providers/pick-provider.ts";
import { chooseProvider } from "../providers/ready-provider.ts";
import type { Services } from "../services.ts";
import { askForKeywords } from "./ask-for-keywords.ts";

/** A split, and who does it. */
export interface ChosenSplit {
  readonly provider: ProviderInfo;
  readonly operation: Extract<Operation, { op: "layers" }>;
}

/**
 * Asks what to split by, and by whom where the settings leave that open or the user wants another provider.
 *
 * @param wanted a provider's id, or `ask`
 * @param before keywords to begin with
 * @returns `undefined` when the user canceled, or the provider can't be called
 */
export async function askForSplit(
  wanted: string,
  query: Omit<ProviderQuery, "task">,
  services: Services,
  before: readonly string[] = [],
): Promise<ChosenSplit | undefined> {
  for (let asked = wanted; ; asked = "ask") {
    const provider = await chooseProvider(asked, { ...query, task: "split" }, services);
    if (!provider) return undefined;
    const keywords = await askForKeywords(provider, services.context.globalState, before);
    if (!keywords) return undefined;
    if (keywords === "another-provider") continue;
    const operation = { op: "layers", keywords } as const;
    const usual = services.setting("output.maxLayers");
    return { provider, operation: withLimit(operation, provider.capabilities, usual) };
  }
}
