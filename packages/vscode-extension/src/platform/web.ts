import * as vscode from "vscode";
import { once } from "../once.ts";
import { assetLoader } from "./asset-loader.ts";
import type { AppModule, Platform, PreviewModule, ToolsModule } from "./platform.ts";

/** The extension host in a browser's worker. It has no module loading: scripts are read as files and evaluated. */
export function webPlatform(extension: vscode.Uri): Platform {
  const read = async (name: string) =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", "web", name));
  const loadWork = once(async () => evaluate<typeof import("../work/web.ts")>(await read("work.js")));
  return {
    host: "web",
    loadApp: async () => evaluate<AppModule>(await read("app.js")),
    async openWork(parts) {
      const [{ createPageWorker, openWork }, script] = await Promise.all([
        loadWork(),
        read("pixel-worker.js"),
      ]);
      const createWorker = createPageWorker(script);
      return openWork({ ...parts, pixels: { createWorker, loadAsset: assetLoader(extension) } });
    },
    loadRunner: loadWork,
    loadPreview: async () => evaluate<PreviewModule>(await read("preview.js")),
    loadTools: async () => evaluate<ToolsModule>(await read("tools.js")),
  };
}

/** Runs one of our own CommonJS scripts as the extension host itself runs an extension's entry. */
function evaluate<Module>(script: Uint8Array): Module {
  const code = `${new TextDecoder().decode(script)}\nreturn module.exports;`;
  return new Function("module", "exports", "require", code)({ exports: {} }, {}, require);
}
