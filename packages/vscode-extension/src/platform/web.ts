import * as vscode from "vscode";
import type { Platform } from "./platform.ts";
import { wasmLoader } from "./wasm-loader.ts";

type WebWork = typeof import("../work/web.ts");

/** The extension host in a browser's worker. It has no module loading: scripts are read as files and evaluated. */
export function webPlatform(extension: vscode.Uri): Platform {
  const read = async (name: string) =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", "web", name));
  return {
    host: "web",
    async openWork(parts) {
      const [code, script] = await Promise.all([read("work.js"), read("pixel-worker.js")]);
      const work = evaluate(new TextDecoder().decode(code));
      const createWorker = work.createPageWorker(script);
      return work.openWork({ ...parts, pixels: { createWorker, loadWasm: wasmLoader(extension) } });
    },
  };
}

/** Runs a CommonJS script as the extension host itself runs an extension's entry. */
function evaluate(code: string): WebWork {
  const module: { exports: Partial<WebWork> } = { exports: {} };
  new Function("module", "exports", code)(module, module.exports);
  const { openWork, createPageWorker } = module.exports;
  if (!openWork || !createPageWorker) throw new Error("dist/web/work.js is not the extension's own");
  return { openWork, createPageWorker };
}
