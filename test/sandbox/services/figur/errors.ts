import type { Problem } from "../../checks.ts";
import type { Ids } from "../../ids.ts";
import { json, type Reply } from "../../reply.ts";
import { withRetryAfter } from "../../service-site.ts";
import type { FigurKnobs } from "./knobs.ts";

/** INSUFFICIENT_BALANCE, JOB_NOT_FOUND, RESOURCE_NOT_FOUND, VALIDATION_ERROR and RATE_LIMITED are documented. */
const codes: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ["BAD_REQUEST", "The request could not be read."],
  401: ["UNAUTHORIZED", "Missing or invalid API key."],
  402: ["INSUFFICIENT_BALANCE", "The cost exceeds the balance."],
  403: ["FORBIDDEN", "The key lacks the capability for this."],
  404: ["RESOURCE_NOT_FOUND", "Resource not found."],
  405: ["METHOD_NOT_ALLOWED", "Method not allowed."],
  409: ["CONFLICT", "The job has already ended."],
  413: ["PAYLOAD_TOO_LARGE", "The file is larger than 25 MB."],
  415: ["UNSUPPORTED_MEDIA_TYPE", "The file is no JPEG, PNG or WebP."],
  422: ["VALIDATION_ERROR", "The request is invalid."],
  429: ["RATE_LIMITED", "Too many requests."],
};

/** How FIGUR says no. */
export interface FigurErrors {
  refuse(status: number, retryAfter?: number): Reply;
  jobNotFound(): Reply;
  invalid(problems: readonly Problem[], where?: "body" | "query"): Reply;
}

/** Errors in the guide's envelope; 422 alone may come in FastAPI's, as the reference has it. */
export function createFigurErrors(ids: Ids, knobs: FigurKnobs): FigurErrors {
  const envelope = (status: number, code: string, message: string): Reply =>
    json(status, { error: { code, message, request_id: ids.ulid() } });

  return {
    refuse(status, retryAfter) {
      const [code, message] = codes[status] ?? ["INTERNAL_ERROR", "Something went wrong."];
      return withRetryAfter(envelope(status, code, message), retryAfter);
    },
    jobNotFound: () => envelope(404, "JOB_NOT_FOUND", "Job not found."),
    invalid(problems, where = "body") {
      if (knobs.validationEnvelope === "fastapi") {
        const detail = problems.map(({ path, message, type }) => ({
          loc: [where, ...path],
          msg: message,
          type,
        }));
        return json(422, { detail });
      }
      const message = problems
        .map(({ path, message }) => `${[where, ...path].join(".")}: ${message}`)
        .join("; ");
      return envelope(422, "VALIDATION_ERROR", message);
    },
  };
}
