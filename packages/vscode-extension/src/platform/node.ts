import * as vscode from "vscode";
import { assetLoader } from "./asset-loader.ts";
import type { AppModule, Platform, PreviewModule, ToolsModule } from "./platform.ts";

/** The Node extension host: a desktop, or the remote end of one. */
export function nodePlatform(extension: vscode.Uri): Platform {
  const script = (name: string) => vscode.Uri.joinPath(extension, "dist", "node", name).fsPath;
  const loadWork = async () => {
    const work: typeof import("../work/node.ts") = require(script("work.js"));
    return work;
  };
  return {
    host: "node",
    async loadApp() {
      const app: AppModule = require(script("app.js"));
      return app;
    },
    async openWork(parts) {
      const { createThread, openWork } = await loadWork();
      const createWorker = createThread(script("pixel-worker.js"));
      return openWork({ ...parts, pixels: { createWorker, loadAsset: assetLoader(extension) } });
    },
    loadRunner: loadWork,
    async loadPreview() {
      const preview: PreviewModule = require(script("preview.js"));
      return preview;
    },
    async loadTools() {
      const tools: ToolsModule = require(script("tools.js"));
      return tools;
    },
  };
}
