import type { JobRequest } from "../contract/job.ts";
import { StratifyError } from "../errors/stratify-error.ts";

/** The error for a request that a provider's capabilities do not list. Clients check that before they submit. */
export function unsupportedRequest({ image }: JobRequest): StratifyError {
  const detail = "it does not take such a request";
  return new StratifyError({ code: "unsupported", image: image.name, detail });
}
