import type * as vscode from "vscode";

/**
 * What a command was called upon. An explorer gives the row clicked and all rows selected, a title button the file
 * and an object that is no list, the palette nothing: then the active tab's file counts.
 *
 * @param activeTab input of the active tab
 * @returns files and folders, each once; empty when the user has to be asked
 */
export function resolveTargets(args: readonly unknown[], activeTab: unknown): readonly vscode.Uri[] {
  const [clicked, selected] = args;
  if (Array.isArray(selected)) {
    const uris = selected.filter(isUri);
    if (uris.length > 0) return unique(uris);
  }
  if (isUri(clicked)) return [clicked];
  if (Array.isArray(clicked)) return unique(clicked.filter(isUri));
  const open = uriOf(activeTab);
  return open ? [open] : [];
}

/** The file that a tab shows, whatever its kind. */
function uriOf(input: unknown): vscode.Uri | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  const uri = "uri" in input ? input.uri : "modified" in input ? input.modified : undefined;
  return isUri(uri) ? uri : undefined;
}

function isUri(value: unknown): value is vscode.Uri {
  return (
    typeof value === "object" &&
    value !== null &&
    "scheme" in value &&
    typeof value.scheme === "string" &&
    "path" in value &&
    typeof value.path === "string"
  );
}

function unique(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
