import type * as vscode from "vscode";
import type { ImageWork } from "../work/image-work.ts";
import type { WrittenResult } from "./result-writer.ts";

/** An image of this window's runs: its work, and what was written of it. It lives as long as its rows may be retried. */
export interface OpenImage {
  /** Unique in this window. */
  readonly id: string;
  readonly source: vscode.Uri;
  readonly work: ImageWork;
  /** The file or folder that an earlier round wrote, which the next one completes. */
  written?: WrittenResult | undefined;
}

/** One image of a round. */
export interface ImageRound {
  readonly image: OpenImage;
  readonly signal: AbortSignal;
  /** Limits the round to the jobs of these keywords. */
  readonly only: readonly (string | undefined)[] | undefined;
  /** Says in words what is being done. */
  readonly onPhase: (words: string) => void;
  /** Brings the job of one keyword further, in a round of its own. */
  readonly retry: (keyword: string | undefined) => void;
}
