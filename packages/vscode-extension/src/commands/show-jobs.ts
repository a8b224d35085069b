import * as vscode from "vscode";
import { commands, views } from "../contributions.ts";
import type { Services } from "../services.ts";
import { registerCommand } from "./register-command.ts";

/** Show Jobs, and Show Log. */
export function registerShowJobs(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commands.showJobs, services, () => vscode.commands.executeCommand(`${views.jobs}.focus`)),
    registerCommand(commands.showLog, services, () => services.log.show()),
  );
}
