import type { PluginAPI } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { MainMessage } from "../../shared/messages.ts";
import { collect } from "./collect.ts";

/** Between two messages, in milliseconds: who drags over a page selects anew at every step. */
const pause = 100;

/** Tells the window what is selected, a moment after it changes. */
export function tellSelection(figma: Pick<PluginAPI, "currentPage" | "on" | "ui">): void {
  let waiting = false;
  const tell = () => {
    waiting = false;
    const message: MainMessage = { kind: "selection", selection: collect(figma.currentPage.selection) };
    figma.ui.postMessage(message);
  };
  const changed = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(tell, pause);
  };
  figma.on("selectionchange", changed);
  figma.on("currentpagechange", changed);
}
