import type { KyInstance } from "ky";
import type { ErrorCode } from "../errors/error-code.ts";
import { createHttp, type HttpOptions } from "./create-http.ts";
import { plainUrl } from "./plain-url.ts";

/** One service's API: where it is, how it is signed, and how it words its errors. */
export interface ApiOptions<Id extends string = string> extends HttpOptions {
  readonly id: Id;
  readonly name: string;
  /** Base URL. The key goes to this origin and to no other. */
  readonly baseUrl: string;
  /**
   * Set where every response says itself that nobody may keep it. Browsers forget what a preflight allowed with every
   * request that goes past their cache, and ask again before the next one. @default "no-store"
   */
  readonly cache?: "default";
  /**
   * Reads what the service says in an error response. `body` is the parsed JSON, or `undefined` where the response is
   * none: what is left out then comes from its text.
   */
  readonly explain: (body: unknown, status: number) => Explanation;
  /** Where a service reports failures under a status that says success: tells them by the body. */
  readonly isFailure?: (body: unknown) => boolean;
  /** What its rate limit headers are called. @default the `RateLimit-` headers, in seconds */
  readonly rateHeaders?: RateHeaders;
  /**
   * A POST that costs nothing whatever its response, such as one that lacks the key. In a browser it proves HTTP/2
   * before the first payment. Without it no paid request is safe there.
   */
  readonly freePost?: FreePost | undefined;
  /** Nothing is ever charged: a request that was lost costs no more than time. Plain http is taken everywhere. */
  readonly free?: true;
  /** The service knows a submit that is sent twice by a key in the request, so nothing is paid twice. */
  readonly idempotent?: true;
}

/** Names of the headers that tell how many requests remain and when the limit starts anew. */
export interface RateHeaders {
  readonly remaining: string;
  readonly reset: string;
  /** What `reset` counts: seconds from now, or seconds since 1970. */
  readonly unit: "seconds" | "epoch";
}

/** A request that carries no key. Any response proves the connection, if pages may see it. */
export interface FreePost {
  /** Path below the base URL. */
  readonly path: string;
  /** Headers of the kind that the paid request has, so that the same preflight is asked. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An API that has been checked, with the client that sends its requests. */
export interface Api<Id extends string = string> extends ApiOptions<Id> {
  readonly http: KyInstance;
}

/** What a service's error response says. Fields left out fall back to what the HTTP status means. */
export interface Explanation {
  readonly code?: ErrorCode | undefined;
  /** The HTTP status that the service's own code stands for, where the response came under another one. */
  readonly status?: number | undefined;
  readonly detail?: string | null | undefined;
  readonly providerCode?: string | null | undefined;
  readonly requestId?: string | null | undefined;
  /** Milliseconds to wait, where words say so and no header does. */
  readonly retryAfter?: number | undefined;
}

/** The service's words without its key, should they hold it. */
export function withoutKey({ key }: Pick<Api, "key">, words: string): string {
  return key ? words.replaceAll(key, "[key]") : words;
}

/**
 * Checks the URL and key that an {@link Api} is made of.
 *
 * @throws {TypeError} when the key is empty or holds what no header can carry, or the URL is not https; plain http is
 * taken for this machine only
 */
export function defineApi<Id extends string>(options: ApiOptions<Id>): Api<Id> {
  const { name, baseUrl, key } = options;
  if (!isServiceUrl(baseUrl, options.free === true))
    throw new TypeError(`${name}: the service's base URL must begin with https://`);
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new TypeError(`${name}: the API key is empty or has stray characters`);
  return { ...options, baseUrl: baseUrl.replace(/\/+$/, ""), http: createHttp(options) };
}

/** Whether a service may be at this URL: https, or plain http on this machine or where no key is sent. */
function isServiceUrl(text: string, keyless: boolean): boolean {
  const url = plainUrl(text);
  if (!url) return false;
  return url.protocol === "https:" || keyless || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
}
