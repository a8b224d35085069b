import * as vscode from "vscode";
import { type SettingName, type Settings, settingDefaults } from "./contributions.ts";

/** Reads a setting, typed. */
export type ReadSetting = <Name extends SettingName>(name: Name, scope?: vscode.Uri) => Settings[Name];

/** Reads a setting as it is now; the manifest's default is the same as the one here. */
export const readSetting: ReadSetting = (name, scope) =>
  vscode.workspace.getConfiguration("stratify", scope ?? null).get(name, settingDefaults[name]);
