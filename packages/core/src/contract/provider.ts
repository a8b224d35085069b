import type { CallContext } from "./call-context.ts";
import type { Background, Capabilities } from "./capabilities.ts";
import type { SourceImage } from "./image.ts";
import type { Intent, JobHandle, JobOutput, JobRequest, JobStatus } from "./job.ts";

/** An accepted job. */
export interface Submitted {
  readonly handle: JobHandle;
  /** What the job made, where the response to the submit holds it. The client keeps it in its result store. */
  readonly outputs?: readonly JobOutput[] | undefined;
}

/**
 * One service, or the local engine, that can run tasks. It answers two questions, how to start a job and how the
 * job is doing, and nothing else. Only the client sleeps, retries, limits, measures, journals and downloads.
 */
export interface Provider<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  readonly capabilities: Capabilities;

  /**
   * Refuses an image, before anything is sent for any job of its task, where the capabilities alone cannot rule it out.
   *
   * @throws {StratifyError} `invalid-request`
   */
  checkImage?(image: SourceImage): void;

  /**
   * Says how a paid request can be sent from here: `"resend-risk"` where the browser may repeat it by itself. Absent
   * for providers that send no paid request over a network.
   */
  sending?(context: CallContext): Promise<"safe" | "resend-risk">;

  /** Starts a job: free uploads first, then exactly one paid request. */
  submit(request: JobRequest, context: CallContext): Promise<Submitted>;

  /** Asks how a job is doing. Safe to repeat. Never asked about a job whose outputs came with the submit. */
  status(handle: JobHandle, context: CallContext): Promise<JobStatus>;

  /**
   * Asks for a job to be given up.
   *
   * @returns the job's status, where the response tells it: services may say yes to a job that has ended
   */
  cancel?(handle: JobHandle, context: CallContext): Promise<JobStatus | undefined>;

  /**
   * Looks for the job of a submit whose response was lost, where the provider can list jobs. Costs nothing.
   *
   * @param claim takes a job for this submit, at once; `false` when it belongs to another one
   * @returns the job's handle, or `undefined` when no such job was found
   */
  recover?(
    intent: Intent,
    context: CallContext,
    claim: (job: string) => boolean,
  ): Promise<JobHandle | undefined>;

  /** Lists the backgrounds that `replace-background` can use. */
  backgrounds?(context: CallContext): Promise<readonly CatalogueBackground[]>;
}

/** One entry of a provider's catalogue of backgrounds, and the {@link Background} that a task takes for it. */
export interface CatalogueBackground {
  readonly background: Background;
  readonly name: string;
  /** A thumbnail's URL. Short-lived; empty where there is none. */
  readonly previewUrl: string;
}
