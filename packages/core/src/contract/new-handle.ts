import { StratifyError } from "../errors/stratify-error.ts";
import { named } from "../http/named.ts";
import type { Cost, JobHandle, JobRequest } from "./job.ts";

/** What a provider's answer adds to a request to make a handle of it. */
export interface Accepted {
  /** The provider's own id of the job. An accepted job without one may have been paid for and can't be named. */
  readonly job: string | null | undefined;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly cost?: Cost | undefined;
  readonly data?: Readonly<Record<string, string>> | undefined;
  readonly ended?: true | undefined;
  /** The provider's id of the request, for the error when there is no job. */
  readonly requestId?: string | undefined;
}

/**
 * The handle of a job that a provider has just accepted.
 *
 * @throws {StratifyError} `outcome-unknown` with `mayHaveBeenCharged` when the provider named no job
 */
export function newHandle(
  provider: { readonly id: string; readonly name: string },
  request: JobRequest,
  accepted: Accepted,
): JobHandle {
  const { job, submittedAt, cost, data, ended, requestId } = accepted;
  if (!canBeAsked(job)) {
    const unnamed = {
      code: "outcome-unknown",
      detail: "accepted without a usable job id",
      requestId,
    } as const;
    throw new StratifyError({ ...named(provider), ...unnamed, mayHaveBeenCharged: true });
  }
  return {
    version: 2,
    provider: provider.id,
    job,
    task: request.task,
    ...(request.task === "split" && { keyword: request.keyword }),
    image: request.image.name,
    submittedAt,
    ...(cost && { cost }),
    ...(data && { data }),
    ...(ended && { ended }),
  };
}

/** Job ids become a part of an address, in which `.` and `..` would name another resource, however encoded. */
export function canBeAsked(job: string | null | undefined): job is string {
  return !/^\.{0,2}$/.test(job ?? "");
}
