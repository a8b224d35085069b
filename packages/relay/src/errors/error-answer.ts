import { type ErrorCode, isStratifyError, StratifyError } from "@stratify/core";
import type { ErrorAnswer } from "../contract/answers.ts";

/**
 * The HTTP status of every error that comes from a provider. Its class tells about money, also to programs that read
 * nothing else: below 500 certainly nothing was charged, 500 means that nobody knows and that asking again tells the
 * same, anything above passes by itself.
 */
const statuses: Readonly<Record<ErrorCode, number>> = {
  "invalid-request": 400,
  "insufficient-credits": 402,
  "bad-handle": 404,
  "not-found": 404,
  "not-configured": 404,
  "result-expired": 410,
  // Of the file or the response itself: asking again gives the same.
  "result-too-large": 413,
  "response-too-large": 413,
  "result-invalid": 422,
  unsupported: 422,
  "resend-risk": 422,
  refused: 422,
  "content-refused": 422,
  "job-failed": 422,
  "job-canceled": 422,
  "no-output": 422,
  // Of the relay's own key, not of the token that came with the request.
  unauthorized: 424,
  forbidden: 424,
  "rate-limited": 429,
  "outcome-unknown": 500,
  unavailable: 502,
  network: 502,
  "unexpected-response": 502,
  "upload-failed": 502,
  aborted: 503,
  deadline: 503,
  "journal-failed": 503,
};

/**
 * The HTTP status under which an error is told.
 *
 * @param paid whether a submit failed: then trouble of the provider that certainly cost nothing is 424 and not 502,
 * which would leave that open
 */
export function statusOf(error: StratifyError, paid: boolean): number {
  if (error.mayHaveBeenCharged) return 500;
  const status = statuses[error.code];
  if (error.provider === undefined) return error.status ?? status;
  return paid && status >= 500 ? 424 : status;
}

/** Whatever was thrown, as an error that may be told. What nobody foresaw says nothing about itself. */
export function tellable(thrown: unknown): StratifyError {
  if (isStratifyError(thrown)) return thrown;
  const detail = "the relay has made a mistake of its own";
  return new StratifyError({ code: "unavailable", status: 503, detail });
}

/** An error as JSON. */
export function errorAnswer(error: StratifyError): ErrorAnswer {
  const { code, detail, providerCode, requestId, retryAfter, mayHaveBeenCharged, refunded } = error;
  const provider = error.provider;
  const ownKey = provider !== undefined && (code === "unauthorized" || code === "forbidden");
  const owner = ownKey ? "it is the relay's own key, which whoever runs the relay can change" : undefined;
  const words = [detail, owner].filter(Boolean).join("; ");
  return {
    error: {
      code,
      message: error.message,
      ...(words && { detail: words }),
      ...(provider !== undefined && { provider }),
      ...(providerCode !== undefined && { providerCode }),
      ...(requestId !== undefined && { requestId }),
      ...(retryAfter !== undefined && { retryAfter }),
      mayHaveBeenCharged,
      ...(refunded !== undefined && { refunded }),
    },
  };
}
