import { taskKindOf } from "@stratify/app/operation";
import type { ProviderInfo } from "@stratify/core";
import { serviceFacts } from "@stratify/core/service-facts";
import { isRelayed, serviceOf } from "../providers/provider-names.ts";
import { readyProvider } from "../providers/ready-provider.ts";
import { localId, settingOf } from "../service-contributions.ts";
import type { Services } from "../services.ts";
import type { ToolRequest } from "./tool-request.ts";

/** Who does what an agent asks for: whom it chose, else the user's default, else the engine, which costs nothing. */
export async function toolProvider(
  { operation, provider }: ToolRequest,
  { setting, work }: Pick<Services, "setting" | "work">,
): Promise<ProviderInfo> {
  const usual = setting(taskKindOf[operation.op] === "split" ? "provider.split" : "provider.cutout");
  const id = provider ?? (usual === "ask" ? localId : usual);
  const info = await work.find(id);
  if (!info) throw new Error(`There is no provider "${id}" here. Use "${localId}", or ask the user.`);
  checkSplit(info, operation);
  return info;
}

/** @throws {Error} that tells the agent what the user has to set first */
export async function checkReady(info: ProviderInfo, services: Services): Promise<void> {
  const steps = await missingSteps(info, services);
  if (steps.length === 0) return;
  throw new Error(
    `${info.name} is not set up. Ask the user to ${steps.join(" and to ")}, or use the provider "${localId}", which needs nothing.`,
  );
}

/**
 * Sees to it that the provider can be called and that the user has agreed to it.
 *
 * @returns who does it: in a browser the user may have chosen the same service through the relay
 * @throws {Error} that tells the agent what the user has to do
 */
export async function readyForTool(info: ProviderInfo, services: Services): Promise<ProviderInfo> {
  const ready = await readyProvider(info, services);
  if (ready) return ready;
  throw new Error(
    `The user did not agree to use ${info.name}, or it can't be called from here. Use the provider "${localId}", or ask the user.`,
  );
}

/** What the user has to do before a provider can be called. */
async function missingSteps({ id }: ProviderInfo, { keys, options }: Services): Promise<readonly string[]> {
  const setKey = 'run the command "Stratify: Set API Key..."';
  if (isRelayed(id)) return (await keys.known()).has("relay") ? [] : [setKey];
  const service = serviceOf(id);
  if (!service) return [];
  const missing = await options.missing(service);
  return missing.map((option) =>
    option.secret ? setKey : `set "stratify.${settingOf(service.id, option)}" (${option.label.en})`,
  );
}

/** What the provider can't do would only fail later. */
function checkSplit(
  { name, capabilities: { keywords: limits, automatic } }: ProviderInfo,
  operation: ToolRequest["operation"],
): void {
  if (operation.op !== "layers") return;
  const { keywords, maxLayers = 1 } = operation;
  if (keywords.length === 0 && !automatic)
    throw new Error(
      `${name} needs at least one keyword. Give "keywords", or use the provider "${localId}" for automatic layers.`,
    );
  if (keywords.length === 0 && automatic && maxLayers > automatic.maxLayers)
    throw new Error(`${name} makes at most ${automatic.maxLayers} layers.`);
  if (keywords.length > 0 && !limits)
    throw new Error(`${name} takes no keywords, its layers are automatic: leave "keywords" out.`);
  const known = limits?.vocabulary;
  const unknown = known ? keywords.filter((word) => !known.includes(word.toLowerCase())) : [];
  if (!known || unknown.length === 0) return;
  const words = unknown.map((word) => `"${word}"`).join(", ");
  const others = serviceFacts
    .filter(({ capabilities }) => capabilities.keywords && !capabilities.keywords.vocabulary)
    .map(({ id }) => id);
  throw new Error(
    `${name} does not know ${words}. It knows only: ${known.join(", ")}. Use these, or a provider that takes any word: ${others.join(", ")}.`,
  );
}
