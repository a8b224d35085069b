import type { Problem } from "../../checks.ts";
import { json, type Reply } from "../../reply.ts";
import { withRetryAfter } from "../../service-site.ts";

const problems: Readonly<Record<number, readonly [title: string, detail: string]>> = {
  400: ["Bad request", "The request could not be read."],
  401: ["Unauthenticated", "You did not pass a valid authentication token"],
  402: ["Insufficient credit", "You have insufficient credit to run this model."],
  404: ["Not found", "The requested resource could not be found."],
  405: ["Method not allowed", "The method is not allowed here."],
  422: ["Input validation failed", "The request is invalid."],
};

/** Problem details; a 429 is plain `detail` (P10). */
export function refuse(status: number, retryAfter?: number): Reply {
  if (status === 429) {
    const detail = `Request was throttled. Your rate limit resets in ~${retryAfter ?? 1}s.`;
    return withRetryAfter(json(429, { detail }), retryAfter);
  }
  const [title, detail] = problems[status] ?? ["Internal server error", "Something went wrong."];
  return withRetryAfter(problem(status, { title, detail, status }), retryAfter);
}

/** A 422 that names the fields (P9). */
export function invalid(found: readonly Problem[]): Reply {
  const invalid_fields = found.map(({ path, type, message }) => ({
    type: type === "missing" ? "required" : type,
    field: path.slice(0, -1).join("."),
    description: type === "missing" ? `${path.at(-1)} is required` : `${path.at(-1)}: ${message}`,
  }));
  const [title = "", detail = ""] = problems[422] ?? [];
  return problem(422, { title, detail, status: 422, invalid_fields });
}

function problem(status: number, body: object): Reply {
  return json(status, body, { "content-type": "application/problem+json" });
}
