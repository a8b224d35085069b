import type { JobRequest } from "../contract/job.ts";
import { StratifyError } from "../errors/stratify-error.ts";

const inputs = {
  bytes: "it takes no files",
  url: "it takes no URLs",
  render: "it has no earlier result to take",
};

/** The error for a request that a provider's capabilities do not list: a kind of input, unless `detail` says more. */
export function unsupportedRequest(
  { image }: JobRequest,
  detail: string = inputs[image.kind],
): StratifyError {
  return new StratifyError({ code: "unsupported", image: image.name, detail });
}
