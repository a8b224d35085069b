import type { PluginAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { historyOf, readSettings } from "../settings.ts";
import { suggestKeywords, suggestProviders } from "./suggest.ts";

/** Answers while the parameters of a quick action are typed: without a window, changing nothing. */
export function listenParameters(figma: Pick<PluginAPI, "clientStorage" | "command" | "parameters">): void {
  figma.parameters.on("input", async ({ key, query, result }) => {
    if (key === "provider") result.setSuggestions(suggestProviders(query, figma.command));
    else result.setSuggestions(suggestKeywords(query, historyOf(await readSettings(figma.clientStorage))));
  });
}
