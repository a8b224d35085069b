import { languageOf, translator, type Words } from "@stratify/app/messages/translate";
import * as vscode from "vscode";

/** The messages that hosts share, in the editor's language. */
export function sharedWords(): Words {
  const language = languageOf(vscode.env.language);
  return { language, t: translator(language) };
}
