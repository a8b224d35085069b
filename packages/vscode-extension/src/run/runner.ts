import type * as vscode from "vscode";
import type { JournalRecord } from "../journal/journal-record.ts";
import type { Operation } from "./operation.ts";

/** One operation over any number of pictures at one provider. */
export interface RunRequest {
  readonly operation: Operation;
  readonly provider: string;
  readonly sources: readonly vscode.Uri[];
}

/** What became of one picture. */
export type Outcome = { readonly source: vscode.Uri } & (
  | {
      readonly state: "done";
      /** The picture written, or the folder of the layer set. */
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
      /** Id of the provider, where it did not take the key that is set for it. */
      readonly keyRefusedBy?: string;
    }
  | {
      readonly state: "canceled";
      readonly resumable: boolean;
      /** A service may have taken a job, and nobody knows whether it did. */
      readonly mayHaveBeenCharged: boolean;
    }
);

export interface RunOptions {
  /** Stops everything at once. A run shows its own cancel button beside it. */
  readonly token?: vscode.CancellationToken;
  /** Says nothing at the end: the caller does. @default false */
  readonly quiet?: boolean;
}

/** Runs operations. Nothing of it rejects: what failed is among the outcomes, in the order of what was asked. */
export interface Runner {
  /** Hands in jobs, shows progress and one summary at the end. Key and consent are the caller's matter. */
  run(request: RunRequest, options?: RunOptions): Promise<readonly Outcome[]>;
  /** Takes up jobs that were paid for and not finished. Costs nothing. */
  resume(records: readonly JournalRecord[], options?: RunOptions): Promise<readonly Outcome[]>;
}
