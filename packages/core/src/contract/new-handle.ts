import type { Cost, JobHandle, JobRequest } from "./job.ts";

/** What a provider's answer adds to a request to make a handle of it. */
export interface Accepted {
  readonly job: string;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly cost?: Cost | undefined;
  readonly data?: Readonly<Record<string, string>> | undefined;
  readonly ended?: true | undefined;
}

/** The handle of a job that a provider has just accepted. */
export function newHandle(
  provider: { readonly id: string },
  request: JobRequest,
  accepted: Accepted,
): JobHandle {
  const { job, submittedAt, cost, data, ended } = accepted;
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
