import * as vscode from "vscode";
import { redact } from "./redact.ts";

/** The extension's log: an output channel that never gets a key or a signed address. */
export interface Log extends vscode.Disposable {
  info(line: string): void;
  warn(line: string): void;
  /** With the error's own words, code and stack. */
  error(line: string, error?: unknown): void;
  show(): void;
  /** From now on this text is struck out wherever it stands. */
  hide(secret: string): void;
  /** The same text, fit for others' eyes. */
  redact(text: string): string;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel("Stratify", { log: true });
  const secrets = new Set<string>();
  const clean = (text: string) => redact(text, secrets);
  return {
    info: (line) => channel.info(clean(line)),
    warn: (line) => channel.warn(clean(line)),
    error: (line, error) => channel.error(clean([line, ...wordsOf(error)].join("\n"))),
    show: () => channel.show(true),
    hide: (secret) => void secrets.add(secret),
    redact: clean,
    dispose: () => channel.dispose(),
  };
}

function wordsOf(error: unknown): readonly string[] {
  if (error === undefined) return [];
  if (!(error instanceof Error)) return [String(error)];
  return [error.stack ?? error.message, ...(error.cause === undefined ? [] : [JSON.stringify(error.cause)])];
}
