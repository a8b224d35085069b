import type { ParameterValues } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { buildPlugin } from "../../../packages/figma-plugin/build.mts";
import type { OpenFile } from "../fake/open-file.ts";
import { serveWindow, type WindowOptions } from "../host/serve-window.ts";
import { runPlugin } from "../quickjs/run-plugin.ts";

/** The plugin as it is shipped, built once. */
let built: ReturnType<typeof buildPlugin> | undefined;

/** The built plugin at work in a file: main code in QuickJS, window in Chromium. */
export interface OpenedPlugin {
  readonly page: Page;
  /** The window's inside. */
  readonly ui: FrameLocator;
  /** What the window wrote to its console, and what it failed at. */
  readonly complaints: readonly string[];
  /** As when the user closes the plugin's window: both sides are gone at once. */
  close(): Promise<void>;
}

/** Runs a command of the plugin, by menu or with the parameters of a quick action. */
export async function openPlugin(
  browser: Browser,
  file: OpenFile,
  command: string,
  options: Pick<WindowOptions, "theme" | "hosts"> & { readonly parameters?: ParameterValues } = {},
): Promise<OpenedPlugin> {
  built ??= buildPlugin(true);
  const { main, uiFiles } = await built;
  const plugin = await runPlugin(main, {
    figma: file.figma,
    uiFiles,
    fetch: () => Promise.reject(new Error("the main code calls nobody")),
  });
  file.user.run(command, options.parameters);
  const served = await serveWindow({
    ...options,
    html: file.figma.ui.shown?.html ?? "",
    main: file.figma.ui,
  });
  const page = await browser.newPage({ viewport: { width: 360, height: 600 } });
  // Machines that do much else at a time take long for all of this.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
      complaints.push(line.text());
  });
  await page.goto(served.origin);
  return {
    page,
    ui: page.frameLocator("iframe"),
    complaints,
    async close() {
      file.user.closePlugin();
      plugin.end();
      await page.close();
      await served.close();
    },
  };
}
