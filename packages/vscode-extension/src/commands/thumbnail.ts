import * as vscode from "vscode";

/** Largest thumbnail in bytes, and how long to wait for one in milliseconds. */
const largest = 400_000;
const patience = 10_000;

/**
 * A thumbnail as a data address: the workbench would not load plain http, and the address itself is a signed one that
 * must not get about.
 *
 * @returns `undefined` when it can't be had: its name will do
 */
export async function thumbnail(address: string, signal: AbortSignal): Promise<vscode.Uri | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const answer = await fetch(address, { signal: limit, credentials: "omit" });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || bytes.length > largest) return undefined;
    const type = answer.headers.get("content-type") ?? "image/png";
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return vscode.Uri.parse(`data:${type};base64,${btoa(text)}`);
  } catch {
    return undefined;
  }
}
