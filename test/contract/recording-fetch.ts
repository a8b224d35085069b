/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** As it was given to `fetch`; of a `Request`, its text if it is JSON, its form, or else its bytes. */
  readonly body: BodyInit | null;
  /** On the clock that was given, in milliseconds. */
  readonly at: number;
}

/** The platform's fetch, and everything that is sent through it. */
export function recordingFetch(clock: { now(): number } = Date) {
  const sent: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const request = input instanceof Request ? input : undefined;
    const record = {
      method: init.method ?? request?.method ?? "GET",
      url: new URL(input instanceof Request ? input.url : input),
      headers: new Headers(init.headers ?? request?.headers),
      body: init.body ?? null,
      at: clock.now(),
    };
    // What is sent at the same time stays in its order, however long a body takes to read.
    sent.push(record);
    if (request?.body && !init.body) record.body = await bodyOf(request.clone());
    return globalThis.fetch(input, init);
  };
  return { fetch, sent };
}

async function bodyOf(request: Request): Promise<BodyInit> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return request.formData();
  return type.startsWith("application/json") ? request.text() : request.arrayBuffer();
}
