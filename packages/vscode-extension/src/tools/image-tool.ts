import type * as vscode from "vscode";

/** A tool that always asks before it runs. */
export type ImageTool = Required<vscode.LanguageModelTool<unknown>>;
