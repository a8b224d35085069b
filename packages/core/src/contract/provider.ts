import type { CallContext } from "../http/call-context.ts";
import type { Capabilities } from "./capabilities.ts";
import type { Intent, JobHandle, JobRequest, JobStatus } from "./job.ts";

/**
 * One service, or the local engine, that can run tasks. It answers two questions, how to start a job and how the
 * job is doing, and nothing else: only the client sleeps, retries, limits, measures, journals and downloads.
 */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly capabilities: Capabilities;

  /**
   * Refuses, before anything is sent, what the capabilities alone cannot rule out.
   *
   * @throws {StratifyError} `invalid-request`
   */
  check?(request: JobRequest): void;

  /** Starts a job: free uploads first, then exactly one paid request. */
  submit(request: JobRequest, context: CallContext): Promise<JobHandle>;

  /** Asks how a job is doing. Safe to repeat. */
  status(handle: JobHandle, context: CallContext): Promise<JobStatus>;

  cancel?(handle: JobHandle, context: CallContext): Promise<void>;

  /**
   * Looks for the job of a submit whose answer was lost, where the provider can list jobs. Costs nothing.
   *
   * @returns the job's handle, or `undefined` when no such job was found
   */
  recover?(intent: Intent, context: CallContext): Promise<JobHandle | undefined>;

  /** Lists the backgrounds that `replace-background` can use. */
  backgrounds?(context: CallContext): Promise<readonly CatalogueBackground[]>;
}

/** One entry of a provider's catalogue of backgrounds. */
export interface CatalogueBackground {
  readonly id: string;
  readonly name: string;
  /** A thumbnail's address; short-lived. */
  readonly previewUrl: string;
}
