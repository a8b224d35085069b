import type * as vscode from "vscode";
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
    }
  | { readonly state: "failed"; readonly error: string }
  | { readonly state: "canceled" }
);

export interface RunOptions {
  /** Stops everything at once. A run shows its own cancel button beside it. */
  readonly token?: vscode.CancellationToken;
  /** Says nothing at the end: the caller does. @default false */
  readonly quiet?: boolean;
}

export interface Runner {
  /**
   * Runs, shows progress while it does and one summary at the end. Never rejects: what failed is among the outcomes,
   * which are in the order of the sources.
   */
  run(request: RunRequest, options?: RunOptions): Promise<readonly Outcome[]>;
}
