import type { ErrorCode } from "../errors/error-code.ts";
import { StratifyError } from "../errors/stratify-error.ts";
import { type Api, type Explanation, withoutKey } from "./api.ts";
import { pauseAsked } from "./pause-asked.ts";

/** A response that has been read to its end. */
export interface ReadResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, its texts without the key, or `undefined` when the body is none. */
  readonly json: unknown;
  /** The body without the key, should the service have echoed it. */
  readonly text: string;
}

/** Turns a response that is no success into an error. */
export function responseError(
  api: Api,
  { status, headers, json, text }: ReadResponse,
  now: number,
): StratifyError {
  const plain = json === undefined ? notJson(status, text) : undefined;
  const says = api.explain(json, status);
  const meant = says.status ?? status;
  return new StratifyError({
    code: says.code ?? plain?.code ?? codeOf(meant),
    status: meant,
    // Words may be made of names of fields, which still are as the service wrote them.
    detail: withoutKey(api, says.detail ?? plain?.detail ?? "").slice(0, 2000) || undefined,
    providerCode: says.providerCode ?? undefined,
    requestId: (says.requestId ?? withoutKey(api, headers.get("x-request-id") ?? "")) || undefined,
    retryAfter: pauseAsked(headers, now, api.rateHeaders) ?? says.retryAfter,
  });
}

/** Without JSON it is not the API that responded, so a 404 means a wrong base URL, not an unknown job. */
function notJson(status: number, text: string): Explanation {
  // A page of megabytes would keep these patterns busy for minutes.
  const words = text
    .slice(0, 10_000)
    .replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return {
    ...(status === 404 && { code: "unexpected-response" }),
    detail: words.slice(0, 160) || `status ${status}`,
  };
}

/** What an HTTP status means when the service says nothing more. */
function codeOf(status: number): ErrorCode {
  if (status < 400) return "unexpected-response";
  return codes[status] ?? (status < 500 ? "refused" : "unavailable");
}

const codes: Readonly<Record<number, ErrorCode>> = {
  401: "unauthorized",
  402: "insufficient-credits",
  403: "forbidden",
  404: "not-found",
  408: "unavailable",
  425: "unavailable",
  429: "rate-limited",
};
