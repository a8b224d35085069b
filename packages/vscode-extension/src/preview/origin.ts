import * as vscode from "vscode";
import type { PreviewInput } from "./find-preview.ts";
import { isRecord } from "./protocol.ts";

/** What a preview is found again by, after the window was reloaded. */
export type Origin = Pick<PreviewInput, "result" | "source">;

/** An origin as text, which the page keeps. */
export function writeOrigin({ result, source }: Origin): string {
  return JSON.stringify({ result: result.toString(), source: source?.toString() });
}

/** Reads the origin out of the state that a page has kept; `undefined` when there is none. */
export function readOrigin(state: unknown): Origin | undefined {
  if (!isRecord(state) || typeof state.origin !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(state.origin);
    if (!isRecord(value) || typeof value.result !== "string") return undefined;
    const result = vscode.Uri.parse(value.result, true);
    return typeof value.source === "string"
      ? { result, source: vscode.Uri.parse(value.source, true) }
      : { result };
  } catch {
    return undefined;
  }
}
