import type { JobRequest } from "../contract/job.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { named } from "../http/named.ts";

/** The error for a kind of input that a provider's capabilities do not list. */
export function unsupportedInput(
  provider: { readonly id: string; readonly name: string },
  { image }: JobRequest,
): StratifyError {
  const detail = {
    bytes: "it takes no files",
    url: "it takes no addresses",
    render: "it has no earlier result to take",
  };
  return new StratifyError({
    ...named(provider),
    code: "unsupported",
    image: image.name,
    detail: detail[image.kind],
  });
}
