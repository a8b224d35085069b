import { json, type Reply } from "../../reply.ts";
import { withRetryAfter } from "../../service-site.ts";
import type { HitpawKnobs } from "./knobs.ts";

/** The codes that the sandbox answers with. Digits 4 to 6 are the HTTP status. */
const messages: Readonly<Record<number, string>> = {
  100400000: "No access",
  100400001: "Invalid URL",
  100400002: "Bad Request",
  100401000: "Token is expired",
  100403000: "Invalid request parameters",
  100404000: "Not Found",
  100405000: "Method Not Allowed",
  100429000: "Too many requests",
  100500000: "Internal error",
  110400000: "api_key is not valid",
  110400002: "The task does not exist",
  110400007: "The file extension is not supported",
  110402000: "The coins are not enough",
};

/** An error body under the HTTP status that its code holds. */
export function hitpawError(code: number, knobs: Pick<HitpawKnobs, "envelope" | "errorStatus">): Reply {
  const message = messages[code] ?? "Internal error";
  const body =
    knobs.envelope === "code-msg" ? { code, msg: message, data: null } : { error_code: code, message };
  return json(knobs.errorStatus === "200" ? 200 : Math.floor(code / 1000) % 1000, body);
}

/** The general error of an HTTP status; those that HitPaw has no code for read as internal errors. */
export function refuseHitpaw(
  status: number,
  retryAfter: number | undefined,
  knobs: Pick<HitpawKnobs, "envelope" | "errorStatus">,
): Reply {
  const special: Readonly<Record<number, number>> = { 400: 100400002, 402: 110402000 };
  const general = 100_000_000 + status * 1000;
  const code = special[status] ?? (general in messages ? general : 100500000);
  return withRetryAfter({ ...hitpawError(code, knobs), status }, retryAfter);
}
