/**
 * How long an answer asks to wait, from `Retry-After` (seconds or a date) or `RateLimit-Reset` (seconds).
 *
 * @param now milliseconds since 1970, for dates
 * @returns milliseconds, or `undefined` when the answer does not ask
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after") ?? headers.get("ratelimit-reset");
  if (!value) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
