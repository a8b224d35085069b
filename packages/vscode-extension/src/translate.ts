/** The part of `vscode.l10n` that messages need. */
export interface Translate {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
