/**
 * Every way a call can fail, with what happened and what to do about it; last, what to do where the job can be resumed,
 * if that is something else. The one table that turns a code into words.
 */
export const errorTable = {
  aborted: ["it was stopped", "Run it again when you like."],
  deadline: ["it took too long", "Allow more time, or run it again.", "Resume it later, or allow more time."],
  "invalid-request": ["it can't be processed as asked", "Nothing was sent; change it and run it again."],
  unsupported: ["this provider can't do that", "Nothing was sent; choose another provider."],
  "resend-risk": [
    "this browser may send a paid request twice",
    "Nothing was sent; use a relay, or allow it.",
  ],
  unauthorized: ["the service did not accept the API key", "Check the key and set it again."],
  forbidden: ["the API key is not allowed to do this", "Use a key with permission."],
  "insufficient-credits": [
    "the account has too few credits",
    "Nothing was charged; add credits and run it again.",
  ],
  "not-found": ["the service does not know it", "Run it again; it may have expired."],
  "rate-limited": ["the service asked for fewer requests", "Run it again later."],
  refused: ["the service refused the request", "Change it as the service says and run it again."],
  unavailable: ["the service has a problem", "Run it again later."],
  network: ["the service could not be reached", "Check the connection and run it again."],
  "outcome-unknown": [
    "nobody knows whether the service took the job",
    "It may have been charged; look for it at the service first.",
  ],
  "unexpected-response": ["the service's response is not as documented", "Check the service's base URL."],
  "response-too-large": [
    "the service's response is larger than allowed",
    "Raise the limit or use a smaller image.",
  ],
  "upload-failed": ["the upload was not stored", "Nothing was charged; run it again."],
  "job-failed": ["the service could not finish the job", "Try another image, keyword or provider."],
  "job-canceled": ["the job was canceled at the service", "Run it again when you like."],
  "content-refused": ["the service refused the image's content", "Try another image."],
  "no-output": ["the job finished without a result", "Try another keyword or provider."],
  "result-expired": ["the result is no longer available", "Run it again; it may have expired."],
  "result-invalid": ["the result is not an image", "Run it again later."],
  "result-too-large": ["the result is larger than allowed", "Raise the limit or use a smaller image."],
  "bad-handle": ["this is not a job handle", "Use the JSON that was saved, unchanged."],
  "not-configured": ["the job's provider is not configured here", "Set its key and resume the job."],
  "journal-failed": [
    "the journal could not be written",
    "Nothing was charged; free some space and run it again.",
  ],
} as const satisfies Record<
  string,
  readonly [whatHappened: string, whatToDo: string, whenResumable?: string]
>;

/** The string literal that says which way a call failed. */
export type ErrorCode = keyof typeof errorTable;
