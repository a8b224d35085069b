import type { ExtensionContext } from "vscode";
import { start } from "../extension.ts";
import { webPlatform } from "../platform/web.ts";

/** The web extension host begins here. */
export function activate(context: ExtensionContext): void {
  start(context, webPlatform(context.extensionUri));
}
