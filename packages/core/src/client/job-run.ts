import type { Provider } from "../contract/provider.ts";
import type { Reporter } from "./reporter.ts";
import type { Services } from "./services.ts";

/** One job on its way: who does it, what its steps share, and what ends it. */
export interface JobRun {
  readonly services: Services;
  readonly provider: Provider;
  /** Aborts with the caller, or at the deadline. */
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}
