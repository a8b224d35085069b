import type { RateHeaders } from "./api.ts";

/** The headers of the IETF draft "RateLimit header fields for HTTP", in its form of separate fields. */
const draftHeaders: RateHeaders = {
  remaining: "ratelimit-remaining",
  reset: "ratelimit-reset",
  unit: "seconds",
};

/**
 * How long a response asks to wait, from `Retry-After` (seconds or a date) or the rate limit's reset. The latter is
 * sent with every response and asks for nothing while requests remain.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds, or `undefined` when the response does not ask
 */
export function pauseAsked(
  headers: Headers,
  now: number,
  names: RateHeaders = draftHeaders,
): number | undefined {
  const after = headers.get("retry-after");
  if (after) return secondsIn(after) ?? timeUntil(after, now);
  if (Number(headers.get(names.remaining)) > 0) return undefined;
  const reset = secondsIn(headers.get(names.reset) ?? "");
  return reset && Math.max(0, reset - (names.unit === "epoch" ? now : 0));
}

/** Whether a response says that no request remains until the limit starts anew. */
export function isExhausted(headers: Headers, { remaining } = draftHeaders): boolean {
  return Number(headers.get(remaining) ?? 1) <= 0;
}

/** Milliseconds until a date. Every date has a time of day; without that rule `-1` would be a year long past. */
function timeUntil(date: string, now: number): number | undefined {
  const ms = Date.parse(date) - now;
  return date.includes(":") && Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** A number of seconds, in milliseconds. */
function secondsIn(text: string): number | undefined {
  return /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : undefined;
}
