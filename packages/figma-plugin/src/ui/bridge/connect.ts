import { type AskMain, createAskMain } from "../../shared/ask-main.ts";
import type { Selection } from "../../shared/contract.ts";

/** The UI's end of the line to the main code. */
export interface Line {
  readonly ask: AskMain;
}

/**
 * Opens the line to the main code, which is beyond the frame that holds this page.
 *
 * @param onSelection told when the user selects something else
 */
export function connect(onSelection: (selection: Selection) => void): Line {
  const { ask, hear } = createAskMain((message) => parent.postMessage({ pluginMessage: message }, "*"));
  window.addEventListener("message", ({ data, source }: MessageEvent<unknown>) => {
    if (source !== parent || typeof data !== "object" || data === null || !("pluginMessage" in data)) return;
    const message = data.pluginMessage;
    if (hear(message) && message.kind === "selection") onSelection(message.selection);
  });
  return { ask };
}
