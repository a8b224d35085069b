import * as vscode from "vscode";
import type { CommandId } from "../contributions.ts";
import type { Log } from "../log/log.ts";

/**
 * Registers a command that reports its own failure: of an exception out of a context menu the user would see nothing.
 */
export function registerCommand(
  id: CommandId,
  { log }: { readonly log: Log },
  handler: (...args: unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await handler(...args);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      log.error(`${id} did not work`, error);
      const message = log.redact(error instanceof Error ? error.message : String(error));
      const show = vscode.l10n.t("Show Log");
      // Not awaited: the command has ended, whether or not the message is ever read.
      void vscode.window.showErrorMessage(message, show).then((chosen) => chosen === show && log.show());
      return undefined;
    }
  });
}
