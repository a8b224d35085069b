import type { KyInstance } from "ky";
import type { CallContext } from "../contract/call-context.ts";

/** What a request is made of beside its URL. */
export interface Outgoing {
  readonly method: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit | null | undefined;
  readonly signal: AbortSignal;
  /** A redirect would carry the key, or repeat a paid request, somewhere else. @default "manual" */
  readonly redirect?: RequestRedirect;
  /** The body is a stream that can be sent only once. */
  readonly duplex?: "half" | undefined;
}

/** What `fetch` takes; the platform's types do not know of `duplex` yet. */
interface FetchOptions extends RequestInit {
  readonly duplex?: "half";
}

/**
 * Sends one request through ky. The body joins the request after ky has cloned it, since the clone would hold every
 * upload twice; the host's own `fetch` gets a URL and options, as hosts expect.
 */
export function send(
  http: KyInstance,
  url: URL,
  { method, headers = {}, body = null, signal, redirect = "manual", duplex }: Outgoing,
  { fetch }: Pick<CallContext, "fetch">,
): Promise<Response> {
  const carry: typeof globalThis.fetch = (request) => {
    if (!(request instanceof Request)) return fetch(request);
    const { headers, cache, credentials, referrerPolicy } = request;
    const options: FetchOptions = {
      method,
      headers,
      cache,
      credentials,
      redirect,
      referrerPolicy,
      body,
      signal,
      ...(duplex && { duplex }),
    };
    return fetch(request.url, options);
  };
  return http(url, { method, headers, signal, fetch: carry });
}
