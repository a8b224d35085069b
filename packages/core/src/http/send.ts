import type { KyInstance } from "ky";
import type { CallContext } from "../contract/call-context.ts";
import { inOneShot } from "./one-shot.ts";

/** What a request is made of beside its URL. */
export interface Outgoing {
  readonly method: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit | null | undefined;
  readonly signal: AbortSignal;
  /** A redirect would carry the key, or repeat a paid request, somewhere else. @default "manual" */
  readonly redirect?: RequestRedirect;
  /** The body becomes a stream, so that a browser can't send it twice. */
  readonly oneShot?: boolean | undefined;
}

/**
 * Sends one request through ky. The body joins the request after ky has cloned it: a clone of a body is a second stream
 * of it, which keeps memory and undoes a one-shot body. The host's own `fetch` gets a URL and options.
 */
export function send(
  http: KyInstance,
  url: URL,
  { method, headers = {}, body = null, signal, redirect = "manual", oneShot }: Outgoing,
  { fetch }: Pick<CallContext, "fetch">,
): Promise<Response> {
  const carry: typeof globalThis.fetch = (request) => {
    if (!(request instanceof Request)) return fetch(request);
    const { headers, cache, credentials, referrerPolicy } = request;
    const common = { method, headers, credentials, redirect, referrerPolicy, body, signal };
    const options = cache === "no-store" ? { ...common, cache } : common;
    return fetch(request.url, oneShot ? inOneShot(options) : options);
  };
  // The signal goes to the host's `fetch` alone: ky would join it with one of its own, which costs more than the rest.
  return http(url, { method, headers, fetch: carry });
}
