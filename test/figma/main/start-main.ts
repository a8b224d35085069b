import type { ParameterValues } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import { bundleMain } from "../../../packages/figma-plugin/bundle-main.mts";
import { type AskMain, createAskMain } from "../../../packages/figma-plugin/src/shared/ask-main.ts";
import type { Selection } from "../../../packages/figma-plugin/src/shared/contract.ts";
import type { OpenFile } from "../fake/open-file.ts";
import { runPlugin } from "../quickjs/run-plugin.ts";

const code = bundleMain(true);

/** The built main code, running in an engine of its own, with a window that the test speaks for. */
export interface RunningMain {
  readonly ask: AskMain;
  /** What the window was told of the selection, the latest last. */
  readonly selections: readonly Selection[];
  /** What arrived at the window, as it came. */
  readonly heard: readonly unknown[];
  /** Sends anything at all to the main code. */
  readonly send: (message: unknown) => void;
  /** Lines that the main code wrote to the console. */
  readonly lines: readonly string[];
  readonly end: () => void;
}

/** Starts the plugin in a file without a command: it waits, or answers a quick action that is being typed. */
export async function startMain(file: OpenFile): Promise<RunningMain> {
  const plugin = await runPlugin(await code, {
    figma: file.figma,
    uiFiles: { html: "<p>the window</p>", "pixel-worker.js": "work()" },
    fetch: () => Promise.reject(new Error("the main code calls nobody")),
  });
  const selections: Selection[] = [];
  const heard: unknown[] = [];
  const send = (message: unknown) => file.figma.ui.send(message);
  const { ask, hear } = createAskMain(send);
  file.figma.ui.listen((message) => {
    heard.push(message);
    if (hear(message) && message.kind === "selection") selections.push(message.selection);
  });
  return { ask, selections, heard, send, lines: plugin.lines, end: () => plugin.end() };
}

/** The same, and runs a command: as the menu does, or with the parameters of a quick action. */
export async function runMain(
  file: OpenFile,
  command: string,
  parameters?: ParameterValues,
): Promise<RunningMain> {
  const main = await startMain(file);
  file.user.run(command, parameters);
  return main;
}
