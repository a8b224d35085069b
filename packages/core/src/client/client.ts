import type { Capabilities } from "../contract/capabilities.ts";
import type { SourceImage } from "../contract/image.ts";
import type { Intent, JobHandle, JobRequest, JobStatus } from "../contract/job.ts";
import type { Progress } from "../contract/progress.ts";
import type { CatalogueBackground, Provider } from "../contract/provider.ts";
import type { JobResult, Task } from "../contract/task.ts";
import type { Clock } from "../http/clock.ts";
import type { DurationHistory } from "../polling/history.ts";
import type { Journal } from "./journal.ts";
import type { TaskResult } from "./run-task.ts";

/** What a client is made of. Only the providers are needed. */
export interface ClientOptions {
  readonly providers: readonly Provider[];
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /** Where intents and handles are written so that nothing paid is lost. @default kept nowhere */
  readonly journal?: Journal;
  /** Durations learned by earlier sessions. @default a new history in memory */
  readonly history?: DurationHistory;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Most jobs of one task in flight at once. @default 4 */
  readonly concurrency?: number;
  /** Longest time for one request and its answer, in milliseconds. @default 30000 */
  readonly requestTimeout?: number;
  /** Largest result file accepted, in bytes. @default 67108864, which is 64 MB */
  readonly maxResultBytes?: number;
}

/** Options of every call that takes a while. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Longest time for the whole call in milliseconds. @default the provider's own, see its capabilities */
  readonly deadline?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Where this call's jobs are written, for hosts that keep a journal for each picture. @default the client's */
  readonly journal?: Journal | undefined;
}

/** A provider as a client lists it. */
export interface ProviderInfo {
  readonly id: string;
  readonly name: string;
  readonly capabilities: Capabilities;
}

/** Runs tasks at any of its providers. Every method that may fail rejects with a {@link StratifyError}. */
export interface Client {
  readonly providers: readonly ProviderInfo[];
  /** Runs a whole task and returns every layer that succeeded and every failure, also when stopped half-way. */
  run(
    task: Task,
    image: SourceImage,
    options: CallOptions & { readonly provider: string },
  ): Promise<TaskResult>;
  /** Starts one job and returns as soon as it is accepted. */
  submit(request: JobRequest, options: CallOptions & { readonly provider: string }): Promise<JobHandle>;
  /** Waits for a job that this client submitted. */
  wait(handle: JobHandle, options?: CallOptions): Promise<JobResult>;
  /** Takes up a job from its handle's JSON, in any process, on any day. Costs nothing. */
  resume(handle: unknown, options?: CallOptions): Promise<JobResult>;
  /** Asks once how a job is doing: for those who poll in their own time, as the relay does. */
  status(handle: JobHandle, options?: CallOptions): Promise<JobStatus>;
  /** Looks for the job of an intent whose handle was never written; `undefined` when the provider can't tell. */
  recover(intent: Intent, options?: CallOptions): Promise<JobHandle | undefined>;
  /** Asks the provider to give a job up. */
  cancel(handle: JobHandle, options?: CallOptions): Promise<void>;
  /** Lists the backgrounds that a provider's `replace-background` can use. */
  backgrounds(provider: string, options?: CallOptions): Promise<readonly CatalogueBackground[]>;
  /** Polls every waiting job now: for hosts that were hidden or asleep, whose timers come late. */
  wake(): void;
}
