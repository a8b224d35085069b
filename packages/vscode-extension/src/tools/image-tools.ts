import * as vscode from "vscode";
import { type ToolName, tools } from "../contributions.ts";
import { displayName } from "../providers/provider-names.ts";
import { withLimit } from "../run/operation.ts";
import type { Services } from "../services.ts";
import { confirmation } from "./confirmation.ts";
import { imageAt } from "./image-at.ts";
import { readyForTool, toolProvider } from "./tool-provider.ts";
import { toolReport } from "./tool-report.ts";
import { readCutOutRequest, readSplitRequest, type ToolRequest } from "./tool-request.ts";

/** A tool that always asks before it runs. */
export type ImageTool = Required<vscode.LanguageModelTool<unknown>>;

/** The tools that agents split images and cut out subjects with. */
export function imageTools(services: Services): Readonly<Record<ToolName, ImageTool>> {
  return {
    [tools.split]: imageTool(readSplitRequest, services),
    [tools.cutOut]: imageTool(readCutOutRequest, services),
  };
}

/** A tool that asks before it runs, and throws what an agent can act on. */
function imageTool(read: (input: unknown) => ToolRequest, services: Services): ImageTool {
  return {
    async prepareInvocation({ input }) {
      const request = read(input);
      const info = await toolProvider(request, services);
      const { title, lines } = confirmation(request, info, vscode.l10n);
      const message = new vscode.MarkdownString();
      for (const line of lines) message.appendText(line).appendMarkdown("\n\n");
      return {
        invocationMessage: vscode.l10n.t("Working on images with {0}", displayName(info.id, vscode.l10n)),
        confirmationMessages: { title, message },
      };
    },
    async invoke({ input }, token) {
      const request = read(input);
      const info = await toolProvider(request, services);
      const sources = await Promise.all(request.paths.map(imageAt));
      const provider = await readyForTool(info, services);
      const usual = services.setting("output.maxLayers");
      const operation = withLimit(request.operation, provider.capabilities, usual);
      const outcomes = await services.runner.run(
        { operation, provider: provider.id, sources },
        { token, quiet: true },
      );
      return toolReport(outcomes);
    },
  };
}
