import * as vscode from "vscode";
import { settingDefaults } from "./contributions.ts";
import type { ReadSetting } from "./services.ts";

/** Reads a setting as it is now; the manifest's default is the same as the one here. */
export const readSetting: ReadSetting = (name, scope) =>
  vscode.workspace.getConfiguration("stratify", scope ?? null).get(name, settingDefaults[name]);
