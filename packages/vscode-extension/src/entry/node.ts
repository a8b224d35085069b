import type { ExtensionContext } from "vscode";
import { start } from "../extension.ts";
import { nodePlatform } from "../platform/node.ts";

/** The Node extension host begins here. */
export function activate(context: ExtensionContext): void {
  start(context, nodePlatform(context.extensionUri));
}
