import type { JournalRecord } from "@stratify/app/journal/record";
import type { Operation } from "@stratify/app/operation";
import type * as vscode from "vscode";

/** One operation over any number of images at one provider. */
export interface RunRequest {
  readonly operation: Operation;
  readonly provider: string;
  readonly sources: readonly vscode.Uri[];
}

/** What became of one image. */
export type Outcome = { readonly source: vscode.Uri } & (
  | {
      readonly state: "done";
      /** The image written, or the folder of the layer set. */
      readonly result: vscode.Uri;
      /** What is missing or unlike what was asked, in sentences. */
      readonly remarks: readonly string[];
      /** Something more was paid for and can be resumed. */
      readonly resumable: boolean;
    }
  | {
      readonly state: "failed";
      readonly error: string;
      readonly resumable: boolean;
      /** A service may have taken a job, and nobody knows whether it did. */
      readonly mayHaveBeenCharged: boolean;
      /** Id of the provider, where it did not take the key that is set for it. */
      readonly keyRefusedBy?: string;
    }
  | {
      readonly state: "canceled";
      readonly resumable: boolean;
      readonly mayHaveBeenCharged: boolean;
    }
);

export interface RunOptions {
  /** Stops everything at once. A run shows its own cancel button beside it. */
  readonly token?: vscode.CancellationToken;
  /** Shows nothing at the end: the caller does. @default false */
  readonly quiet?: boolean;
}

/** Runs operations. Nothing of it rejects: what failed is among the outcomes, in the order of what was asked. */
export interface Runner {
  /** Submits jobs, shows progress and one summary at the end. Key and consent are the caller's matter. */
  run(request: RunRequest, options?: RunOptions): Promise<readonly Outcome[]>;
  /**
   * Takes up what earlier sessions have left.
   *
   * @param isFree only what was paid for already; else what was planned is submitted too, and consent is the caller's
   * matter
   */
  takeUp(
    records: readonly JournalRecord[],
    isFree: boolean,
    options?: RunOptions,
  ): Promise<readonly Outcome[]>;
}
