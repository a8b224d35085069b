import type { Explanation } from "../../http/api.ts";
import { wordOf } from "../../http/word-of.ts";
import { envelope } from "./wire.ts";

/** Codes that mean something else than the HTTP status in their digits 4 to 6. */
const meanings: Readonly<Record<string, Explanation["code"]>> = {
  100403000: "refused",
  110400000: "unauthorized",
  110400002: "not-found",
  110400003: "job-failed",
};

/** The code that says what is wrong; `undefined` when an answer says that all is well (H2). */
export function failureCode(body: unknown): string | undefined {
  const { error_code, code } = envelope.safeParse(body).data ?? {};
  const found = wordOf(error_code || code) ?? "0";
  return found === "0" || found === "200" ? undefined : found;
}

/** The service's code counts before the HTTP status, under which even a bad key is but a bad request (H4). */
export function explain(body: unknown, status: number): Explanation {
  const { message, msg } = envelope.safeParse(body).data ?? {};
  const words = message || msg || undefined;
  const providerCode = failureCode(body);
  if (!providerCode) return { detail: words };
  // Nine digits with a status among them, or the status alone, as what stands before the service writes it.
  const [, within, alone] = /^(?:\d{3}([45]\d\d)\d{3}|([45]\d\d))$/.exec(providerCode) ?? [];
  const intended = within ?? alone;
  return {
    code: intended ? meanings[providerCode] : undefined,
    // A failure under a status that says success is a refusal all the same (H2).
    status: intended ? Number(intended) : Math.max(status, 400),
    detail:
      providerCode === "100400001"
        ? `${words}: its address must be public; a file can be sent instead`
        : words,
    providerCode,
  };
}
