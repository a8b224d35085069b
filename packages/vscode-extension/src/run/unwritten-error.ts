import * as vscode from "vscode";
import { fileWords } from "./file-words.ts";

/** A file could not be written: which one, why, and what to do, in a sentence. */
export class UnwrittenError extends Error {
  override readonly name = "UnwrittenError";

  /** @param file its name, as the user will look for it */
  constructor(file: string, cause: unknown) {
    super(fileWords(cause, file, vscode.l10n), { cause });
  }
}
