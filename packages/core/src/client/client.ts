import type { Capabilities } from "../contract/capabilities.ts";
import type { Clock } from "../contract/clock.ts";
import type { SourceImage } from "../contract/image.ts";
import type { Intent, JobHandle, JobStatus } from "../contract/job.ts";
import type { Progress } from "../contract/progress.ts";
import type { CatalogueBackground, Provider } from "../contract/provider.ts";
import type { JobResult, Task } from "../contract/task.ts";
import type { DurationHistory } from "../polling/history.ts";
import type { Journal } from "./journal.ts";
import type { ResultStore } from "./results.ts";
import type { Submission, TaskResult } from "./run-task.ts";
import type { MakeUpright } from "./services.ts";

/** What a client is made of. Only the providers are needed. */
export interface ClientOptions<Id extends string = string> {
  /** Their ids differ. */
  readonly providers: readonly Provider<Id>[];
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /** Where intents and handles are written so that nothing paid is lost. @default kept nowhere */
  readonly journal?: Journal;
  /**
   * Where results are kept that come inside the response to a submit. Without it such jobs can't be resumed by another
   * process. @default kept in memory
   */
  readonly results?: ResultStore;
  /** Durations learned by earlier sessions. @default a new history in memory */
  readonly history?: DurationHistory;
  /** Drives every pause, timeout and deadline. @default the machine's clock */
  readonly clock?: Clock;
  /**
   * Turns an image so that it needs no orientation tag, before it is sent to a service. @default images are sent as
   * they are, and a service may return a rotated result
   */
  readonly upright?: MakeUpright;
  /** Most jobs of one task in flight at once. @default 4 */
  readonly concurrency?: number;
  /**
   * Longest time for each request and its response, in milliseconds. @default 30000; 120000 for files; 180000 for
   * submits whose response comes when the job is done
   */
  readonly requestTimeout?: number;
  /** Largest result accepted, in bytes. @default 67108864, which is 64 MB */
  readonly maxResultBytes?: number;
  /**
   * Whether paid requests are sent from browsers that may repeat them by themselves when a connection breaks. The user
   * has to be told first. @default false: such a submit fails with `resend-risk`, and nothing is sent
   */
  readonly allowResend?: boolean;
}

/** Options of every call that takes a while. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest time for the whole call in milliseconds; at a provider in this process, for each job from its start.
   * @default the provider's own, see its capabilities
   */
  readonly deadline?: number | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Where this call's jobs are written, for hosts that keep a journal for each image. @default the client's */
  readonly journal?: Journal | undefined;
}

/** A provider as a client lists it. */
export interface ProviderInfo<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly capabilities: Capabilities;
  /**
   * Whether an accepted job can be resumed by another process. `false` where results come inside the response and the
   * client has no result store.
   */
  readonly resumable: boolean;
}

/** Runs tasks at any of its providers. Every method that may fail rejects with a {@link StratifyError}. */
export interface Client<Id extends string = string> {
  readonly providers: readonly ProviderInfo<Id>[];
  /** Runs a whole task and returns every layer that succeeded and every failure, also when stopped half-way. */
  run(task: Task, image: SourceImage, options: CallOptions & { readonly provider: Id }): Promise<TaskResult>;
  /** Starts a task's jobs and returns as soon as they are accepted. */
  submit(
    task: Task,
    image: SourceImage,
    options: CallOptions & { readonly provider: Id },
  ): Promise<Submission>;
  /** Waits for a job that this client submitted. */
  wait(handle: JobHandle, options?: CallOptions): Promise<JobResult>;
  /** Takes up a job from its handle's JSON, in any process, on any day. Costs nothing. */
  resume(handle: unknown, options?: CallOptions): Promise<JobResult>;
  /** Asks once how a job is doing: for those who poll in their own time, as the relay does. */
  status(handle: JobHandle, options?: CallOptions): Promise<JobStatus>;
  /** Looks for the job of an intent whose handle was never written; `undefined` when the provider can't tell. */
  recover(intent: Intent, options?: CallOptions): Promise<JobHandle | undefined>;
  /** Asks the provider to give a job up. Succeeds when the job is canceled, whoever did it. */
  cancel(handle: JobHandle, options?: CallOptions): Promise<void>;
  /** Lists the backgrounds that a provider's `replace-background` can use. */
  backgrounds(provider: Id, options?: CallOptions): Promise<readonly CatalogueBackground[]>;
  /**
   * Says, before anything is paid, whether a paid request to a provider can be sent safely from here. `"resend-risk"`
   * where the browser may repeat it by itself: prefer a relay, or tell the user and set `allowResend`.
   */
  sending(provider: Id, options?: CallOptions): Promise<"safe" | "resend-risk">;
  /** Polls every waiting job now: for hosts that were hidden or asleep, whose timers come late. */
  wake(): void;
}
