import { withLimit } from "@stratify/app/operation";
import * as vscode from "vscode";
import { type ToolName, tools } from "../contributions.ts";
import { displayName } from "../providers/provider-names.ts";
import type { Services } from "../services.ts";
import { confirmation } from "./confirmation.ts";
import { imageAt } from "./image-at.ts";
import type { ImageTool } from "./image-tool.ts";
import { checkReady, readyForTool, toolProvider } from "./tool-provider.ts";
import { toolReport } from "./tool-report.ts";
import { readCutOutRequest, readSplitRequest, type ToolRequest } from "./tool-request.ts";

/** The tools that agents split images and cut out subjects with. */
export function imageTools(services: Services): Readonly<Record<ToolName, ImageTool>> {
  return {
    [tools.split]: imageTool(readSplitRequest, services),
    [tools.cutOut]: imageTool(readCutOutRequest, services),
  };
}

/** A tool that asks before it runs, and throws what an agent can act on. */
function imageTool(read: (input: unknown) => ToolRequest, services: Services): ImageTool {
  /** Everything that can be known to be wrong is said before the user is asked. */
  const prepared = async (input: unknown) => {
    const asked = read(input);
    const info = await toolProvider(asked, services);
    const found = await Promise.all(asked.paths.map(async (path) => [path, await imageAt(path)] as const));
    // An image that is named twice is worked on once.
    const byAddress = new Map(found.map(([path, uri]) => [uri.toString(), { path, uri }]));
    const images = [...byAddress.values()];
    await checkReady(info, services);
    const request = { ...asked, paths: images.map(({ path }) => path) };
    return { request, info, sources: images.map(({ uri }) => uri) };
  };
  return {
    async prepareInvocation({ input }) {
      const { request, info } = await prepared(input);
      const { title, lines } = confirmation(request, info, vscode.l10n);
      const message = new vscode.MarkdownString();
      for (const line of lines) message.appendText(line).appendMarkdown("\n\n");
      return {
        invocationMessage: vscode.l10n.t("Working on images with {0}", displayName(info.id, vscode.l10n)),
        confirmationMessages: { title, message },
      };
    },
    async invoke({ input }, token) {
      const { request, info, sources } = await prepared(input);
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
