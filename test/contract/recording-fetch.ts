/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: RequestInit["body"];
  /** On the clock that was given, in milliseconds. */
  readonly at: number;
}

/** The platform's fetch, and everything that is sent through it. */
export function recordingFetch(clock: { now(): number } = Date) {
  const sent: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { method = "GET", body = null } = init;
    sent.push({ method, url, headers: new Headers(init.headers), body, at: clock.now() });
    return globalThis.fetch(input, init);
  };
  return { fetch, sent };
}
