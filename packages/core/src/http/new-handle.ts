import { canBeAsked } from "../contract/can-be-asked.ts";
import type { Cost, JobHandle, JobRequest } from "../contract/job.ts";
import { jobSubject } from "../contract/job-subject.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/** What a provider's response adds to a request to make a handle of it. */
export interface Accepted {
  /** The provider's own id of the job. An accepted job without one may have been paid for and can't be named. */
  readonly job: string | null | undefined;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly cost?: Cost | undefined;
  readonly data?: Readonly<Record<string, string>> | undefined;
  readonly ended?: true | undefined;
  /** The provider's id of the request, for the error when there is no job. */
  readonly requestId?: string | null | undefined;
}

/**
 * The handle of a job that a provider has just accepted.
 *
 * @throws {StratifyError} `outcome-unknown` with `mayHaveBeenCharged` when the provider named no job
 */
export function newHandle(
  provider: { readonly id: string; readonly name: string },
  request: JobRequest,
  { job, submittedAt, cost, data, ended, requestId }: Accepted,
): JobHandle {
  if (!canBeAsked(job)) {
    throw new StratifyError({
      code: "outcome-unknown",
      detail: "accepted without a usable job id",
      requestId: requestId ?? undefined,
      mayHaveBeenCharged: true,
    });
  }
  return {
    version: 3,
    ...jobSubject(provider.id, request),
    job,
    submittedAt,
    ...(cost && { cost }),
    ...(data && { data }),
    ...(ended && { ended }),
  };
}
