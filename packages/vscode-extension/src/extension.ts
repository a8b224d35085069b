import * as vscode from "vscode";
import type { App } from "./app-interface.ts";
import { commands, type ToolName, tools, views } from "./contributions.ts";
import { JobsView } from "./jobs/jobs-view.ts";
import { lookAfterStart } from "./look-after-start.ts";
import { once } from "./once.ts";
import type { Platform } from "./platform/platform.ts";

/**
 * Tells VS Code what there is. Nothing more is done at the start of every window: whatever is used first loads the app,
 * which does it.
 */
export function start(context: vscode.ExtensionContext, platform: Platform): void {
  const app = once(async () => {
    try {
      return (await platform.loadApp()).openApp({ context, platform, jobsView });
    } catch (error) {
      // Whoever called may not show it.
      void vscode.window.showErrorMessage(vscode.l10n.t("Stratify can't be loaded: {0}", String(error)));
      throw error;
    }
  });
  const jobsView = new JobsView(app);
  context.subscriptions.push(
    jobsView,
    ...Object.values(commands).map((id) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => (await app()).run(id, args)),
    ),
    ...Object.values(tools).map((name) => vscode.lm.registerTool(name, laterTool(name, app))),
    vscode.window.registerWebviewPanelSerializer(views.preview, {
      deserializeWebviewPanel: async (panel, state) =>
        (await app()).previews.deserializeWebviewPanel(panel, state),
    }),
    lookAfterStart(context, app),
  );
}

function laterTool(name: ToolName, app: () => Promise<App>): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: async (options, token) =>
      (await (await app()).tools())[name].prepareInvocation(options, token),
    invoke: async (options, token) => (await (await app()).tools())[name].invoke(options, token),
  };
}
