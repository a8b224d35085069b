import { StratifyError } from "../errors/stratify-error.ts";

/** The error for an image that a provider can't take, found before anything is sent. */
export function invalidRequest(detail: string): StratifyError {
  return new StratifyError({ code: "invalid-request", detail });
}
