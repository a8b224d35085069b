import type { ProviderInfo } from "@stratify/core";
import { localId } from "../contributions.ts";
import { keyHolderOf } from "../providers/provider-names.ts";
import { readyProvider } from "../providers/ready-provider.ts";
import { taskOf } from "../run/operation.ts";
import type { Services } from "../services.ts";
import type { ToolRequest } from "./tool-request.ts";

/** Who does what an agent asks for: whom it chose, else the user's default, else the engine, which costs nothing. */
export async function toolProvider(
  { operation, provider }: ToolRequest,
  { setting, work }: Pick<Services, "setting" | "work">,
): Promise<ProviderInfo> {
  const usual = setting(taskOf[operation.op] === "split" ? "provider.split" : "provider.cutout");
  const id = provider ?? (usual === "ask" ? localId : usual);
  const info = await work.find(id);
  if (!info) throw new Error(`There is no provider "${id}" here. Use "${localId}", or ask the user.`);
  checkKeywords(info, operation);
  return info;
}

/**
 * Sees to it that the provider can be called and that the user has agreed to it.
 *
 * @throws {Error} that tells the agent what the user has to do
 */
export async function readyForTool(info: ProviderInfo, services: Services): Promise<void> {
  const holder = keyHolderOf(info.id);
  if (holder && !(await services.keys.known()).has(holder)) {
    throw new Error(
      `No API key is set for ${info.name}. Ask the user to run the command "Stratify: Set API Key...", or use the provider "${localId}", which needs none.`,
    );
  }
  if (await readyProvider(info, services)) return;
  throw new Error(
    `The user did not agree to use ${info.name}, or it can't be called from here. Use the provider "${localId}", or ask the user.`,
  );
}

/** A keyword that the provider does not know would only fail later. */
function checkKeywords(
  { name, capabilities: { keywords } }: ProviderInfo,
  operation: ToolRequest["operation"],
): void {
  if (operation.op !== "layers" || !keywords?.vocabulary) return;
  const known = keywords.vocabulary;
  const unknown = operation.keywords.filter((word) => !known.includes(word.toLowerCase()));
  if (unknown.length === 0) return;
  throw new Error(
    `${name} does not know ${unknown.map((word) => `"${word}"`).join(", ")}. It knows only: ${known.join(", ")}. Use these, or a provider that takes any word: claid or aetherforge.`,
  );
}
