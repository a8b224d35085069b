import { StratifyError } from "../errors/stratify-error.ts";

/** The error for a request that a provider's capabilities do not list. Clients check that before they submit. */
export function unsupportedRequest(): StratifyError {
  return new StratifyError({ code: "unsupported", detail: "it does not take such a request" });
}
