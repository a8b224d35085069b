import { type ErrorCode, StratifyError } from "@stratify/core";

/** What the relay itself says no to: an error of core's with an HTTP status of its own. It names no provider. */
export function refusal(
  status: 400 | 401 | 402 | 403 | 404 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 503,
  code: ErrorCode,
  detail: string,
  more: { readonly retryAfter?: number } = {},
): StratifyError {
  return new StratifyError({ code, status, detail, ...more });
}
