import type * as vscode from "vscode";
import type { Jobs } from "./jobs/jobs.ts";
import type { Keys } from "./keys/keys.ts";
import type { Log } from "./log/log.ts";
import type { ServiceOptions } from "./providers/service-options.ts";
import type { ReadSetting } from "./read-setting.ts";
import type { PartialResults } from "./run/partial-results.ts";
import type { PastRuns } from "./run/past-runs.ts";
import type { Runner } from "./run/runner.ts";
import type { WorkLoader } from "./run/work-loader.ts";

/** What every feature is given; made once, by hand, in `app.ts`. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  /** Which extension host this is. */
  readonly host: "node" | "web";
  readonly log: Log;
  readonly setting: ReadSetting;
  readonly keys: Keys;
  /** The services' options as they are set, keys included. */
  readonly options: ServiceOptions;
  readonly jobs: Jobs;
  /** Results that are being written. */
  readonly partialResults: PartialResults;
  /** How results came about. */
  readonly pastRuns: PastRuns;
  /** Loads the clients, the engine and the layer maker, at the first call. */
  readonly work: WorkLoader;
  /** Runs an operation over pictures, from progress to summary. */
  readonly runner: Runner;
}
