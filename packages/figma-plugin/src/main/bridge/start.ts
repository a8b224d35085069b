import type { ParameterValues, PluginAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { type Command, commands } from "../../shared/commands.ts";
import type { Answer } from "../../shared/contract.ts";
import { oneOf } from "../../shared/guard.ts";
import { collect, collectSources } from "../collect/collect.ts";
import { readOrigin } from "../place/origin.ts";

/** How the plugin was started: by its menu, a quick action, or a result's button. */
export interface Run {
  readonly command: string;
  readonly parameters?: ParameterValues | undefined;
}

/** What the UI is told of that, with what is selected now. */
export async function startAnswer(
  figma: Pick<PluginAPI, "currentPage" | "getNodeByIdAsync">,
  run: Run,
): Promise<Answer<"start">> {
  const command = knownCommand(run.command);
  const selected = figma.currentPage.selection;
  if (command !== "split-again") {
    const given = { ...parameter(run, "keywords"), ...parameter(run, "provider") };
    return { command, ...given, selection: collect(selected) };
  }
  const origins = selected.map(readOrigin).filter((origin) => origin !== undefined);
  const keywords = new Set(origins.flatMap(({ about }) => about.keywords));
  const [first] = origins;
  return {
    command,
    ...(keywords.size > 0 && { keywords: [...keywords].join(", ") }),
    ...(first && { provider: first.about.provider, task: first.about.task }),
    ...(first?.about.maxLayers !== undefined && { maxLayers: first.about.maxLayers }),
    selection: await collectSources(figma, selected),
  };
}

const isCommand = oneOf(...commands);

/** A button of an older version may name what is no longer there. */
function knownCommand(command: string): Command {
  return isCommand(command) ? command : "split";
}

function parameter<Key extends "keywords" | "provider">(
  { parameters }: Run,
  key: Key,
): { readonly [Name in Key]?: string } {
  const value: unknown = parameters?.[key];
  const given: { [Name in Key]?: string } = {};
  if (typeof value === "string" && value !== "") given[key] = value;
  return given;
}
