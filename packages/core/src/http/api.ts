import type { ErrorCode } from "../errors/error-code.ts";

/** One service's API: where it is, how it is signed, and how it words its errors. */
export interface Api {
  readonly id: string;
  readonly name: string;
  /** Base address without a trailing slash. The key goes to this origin and to no other. */
  readonly baseUrl: string;
  /** Header and value that carry the key. */
  readonly authorization: readonly [name: string, value: string];
  /** The key itself, so that it can be struck out of whatever the service echoes. */
  readonly key: string;
  /**
   * Set where every answer says itself that nobody may keep it. Browsers forget what a preflight allowed with every
   * request that goes past their cache, and ask again before the next one. @default "no-store"
   */
  readonly cache?: "default";
  /** Reads what the service says in an error answer; `body` is the parsed JSON. */
  readonly explain: (body: unknown, status: number) => Explanation;
  /** Where a service answers failures under a status that says success: tells them by the body. */
  readonly isFailure?: (body: unknown) => boolean;
}

/** What a service's error answer says. Fields left out fall back to what the HTTP status means. */
export interface Explanation {
  readonly code?: ErrorCode | undefined;
  /** The HTTP status that the service's own code stands for, where the answer came under another one. */
  readonly status?: number | undefined;
  readonly detail?: string | undefined;
  readonly providerCode?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The service's words without its key, should they hold it. */
export function withoutKey({ key }: Api, words: string): string {
  return words.replaceAll(key, "[key]");
}

/**
 * Checks the address and key that an {@link Api} is made of.
 *
 * @throws {TypeError} when the key is empty or holds what no header can carry, or the address is not https; plain
 * http is taken for this machine only
 */
export function defineApi(api: Api): Api {
  const { protocol, hostname } = new URL(api.baseUrl);
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && local)) {
    throw new TypeError(`${api.name}: the service's address must begin with https://`);
  }
  if (!/^[\x21-\x7e]+$/.test(api.key))
    throw new TypeError(`${api.name}: the API key is empty or has stray characters`);
  return { ...api, baseUrl: api.baseUrl.replace(/\/+$/, "") };
}
