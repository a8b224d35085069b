import * as vscode from "vscode";
import type { CommandId } from "./contributions.ts";
import type { Log } from "./log/log.ts";

/** What a command does. Menus, keys, links and other extensions call it, each with arguments of its own. */
export type Handler = (...args: readonly unknown[]) => unknown;

/** A handler for each of these commands. */
export type Handlers<Id extends CommandId = CommandId> = Readonly<Record<Id, Handler>>;

/** Runs a command that reports its own failure: of an exception out of a context menu the user would see nothing. */
export async function reportFailure(id: CommandId, log: Log, run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    log.error(`${id} did not work`, error);
    const message = log.redact(error instanceof Error ? error.message : String(error));
    const show = vscode.l10n.t("Show Log");
    // Not awaited: the command has ended, whether or not the message is ever read.
    void vscode.window.showErrorMessage(message, show).then((chosen) => chosen === show && log.show());
    return undefined;
  }
}
