/**
 * How long an answer asks to wait, from `Retry-After` (seconds or a date) or `RateLimit-Reset` (seconds). The latter
 * is sent with every answer and asks for nothing while requests remain.
 *
 * @param now milliseconds since 1970, for dates
 * @returns milliseconds, or `undefined` when the answer does not ask
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const remain = Number(headers.get("ratelimit-remaining")) > 0;
  const value = headers.get("retry-after") ?? (remain ? null : headers.get("ratelimit-reset"));
  if (!value) return undefined;
  // Every date has a time of day; without that rule `-1` would be read as a year long past.
  const date = value.includes(":") ? Date.parse(value) : NaN;
  const ms = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1000 : date - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
