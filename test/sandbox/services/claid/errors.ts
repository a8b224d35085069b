import type { Problem } from "../../checks.ts";
import type { RateState, RateWindow } from "../../rate-limit.ts";
import { json, type Reply } from "../../reply.ts";
import { withRetryAfter } from "../../service-site.ts";

/** The limits that Claid's pages name. */
export const documentedWindows: readonly RateWindow[] = [
  { limit: 120, seconds: 60 },
  { limit: 4, seconds: 1 },
];

/** Codes "111", "9000" and "2001" are published, the others are the sandbox's own. */
const errors: Readonly<Record<number, readonly [code: string, type: string, message: string]>> = {
  400: ["1000", "general", "Bad request."],
  401: ["111", "auth", "Authorization is required."],
  402: ["3001", "billing", "Not enough API calls left."],
  403: ["112", "auth", "The key has no permission for this."],
  404: ["1004", "general", "Batch image edit pipeline not found."],
  405: ["1005", "general", "Method not allowed."],
  409: ["1009", "general", "Conflict with the current state."],
  422: ["9000", "validation", "Validation error."],
  429: ["2001", "general", "Too Many Requests. Rate limit exceeded."],
};

/** The flat error envelope; 429 alone comes nested in `detail` and tells the wait by `RateLimit-Reset`. */
export function refuseClaid(status: number, retryAfter?: number, message?: string): Reply {
  const [code, type, standard] = errors[status] ?? ["1500", "general", "Temporary internal error."];
  const error = { error_code: code, error_type: type, error_message: message ?? standard };
  if (status !== 429) return withRetryAfter(json(status, { ...error, error_details: {} }), retryAfter);
  const reset: Record<string, string> =
    retryAfter === undefined ? {} : { "ratelimit-reset": String(retryAfter), "ratelimit-remaining": "-1" };
  return json(429, { detail: error }, reset);
}

/** 422 with dotted paths as keys. */
export function invalid(problems: readonly Problem[]): Reply {
  const details: Record<string, string[]> = {};
  for (const { path, message } of problems) {
    const key = path.join(".");
    details[key] = [...(details[key] ?? []), message];
  }
  const [code, type, message] = ["9000", "validation", "Validation error."];
  return json(422, { error_code: code, error_type: type, error_message: message, error_details: details });
}

/** Some reads answer 422 in FastAPI's own shape. */
export function invalidTaskId(): Reply {
  const msg = "Input should be a valid integer";
  return json(422, { detail: [{ loc: ["path", "task_id"], msg, type: "int_parsing" }] });
}

/** `RateLimit-Limit: 120, 120;w=60, 4;w=1`: the limit now in force, then all of them. */
export function rateHeaders(
  state: RateState,
  windows: readonly RateWindow[],
): Readonly<Record<string, string>> {
  const policies = windows.map(({ limit, seconds }) => `${limit};w=${seconds}`);
  return {
    "ratelimit-limit": [state.limit, ...policies].join(", "),
    "ratelimit-remaining": String(state.remaining),
    "ratelimit-reset": String(state.reset),
  };
}
