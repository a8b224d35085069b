import type * as vscode from "vscode";
import type { Box, ShownRole, Size } from "./protocol.ts";
import type { Score } from "./score-words.ts";

/** A layer to preview. */
export interface PreviewLayer {
  readonly name: string;
  readonly role: ShownRole;
  readonly uri: vscode.Uri;
  /** Where it lies on the source, in pixels. */
  readonly bounds?: Box;
  /** Whether the file is cut to its bounds; else it is as large as the source. */
  readonly trimmed?: boolean;
}

/** What a preview shows. */
export interface PreviewInput {
  readonly title: string;
  /** What was opened: a picture, or the manifest of a layer set. The preview is found again by it. */
  readonly result: vscode.Uri;
  /** Absent when the source's file was not found. */
  readonly source?: vscode.Uri;
  /** The source's size in pixels, where a manifest tells. */
  readonly size?: Size;
  /** Bottom to top. */
  readonly layers: readonly PreviewLayer[];
  readonly score?: Score;
}
