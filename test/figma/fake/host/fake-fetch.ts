import type { World } from "../world.ts";

const known = [
  "method",
  "headers",
  "headersObject",
  "body",
  "credentials",
  "cache",
  "redirect",
  "referrer",
  "integrity",
];

/** A reduced answer, as main code gets it: nothing is streamed. */
export interface FakeResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly url: string;
  readonly redirected: boolean;
  readonly headersObject: { [name: string]: string };
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
  json(): Promise<unknown>;
}

/** Main code's `fetch`: text or `Uint8Array` as a body, no signal, services that answer any origin only. */
export function createFakeFetch(world: World): (url: string, init?: object) => Promise<FakeResponse> {
  return async (url, init = {}) => {
    world.enter("fetch");
    for (const key of Object.keys(init)) {
      if (!known.includes(key)) throw { message: `in fetch: Unrecognized key in init: ${key}` };
    }
    const { method, headers, body } = optionsOf(init);
    if (body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array))
      throw { message: "in fetch: a body is a string or a Uint8Array" };
    const response = await fetch(url, {
      ...(method && { method }),
      headers: { ...headers, origin: "null" },
      ...(body !== undefined && { body: typeof body === "string" ? body : body.slice() }),
    });
    if (response.headers.get("access-control-allow-origin") !== "*") throw { message: "Failed to fetch" };
    const { ok, status, statusText, redirected } = response;
    return {
      ok,
      status,
      statusText,
      redirected,
      type: "cors",
      url: response.url,
      headersObject: Object.fromEntries(response.headers),
      arrayBuffer: () => response.arrayBuffer(),
      text: () => response.text(),
      json: () => response.json(),
    };
  };
}

function optionsOf(init: object): { method?: string; headers?: Record<string, string>; body?: unknown } {
  return {
    ...("method" in init && typeof init.method === "string" && { method: init.method }),
    ...("headers" in init &&
      typeof init.headers === "object" && {
        headers: Object.fromEntries(Object.entries(init.headers ?? {}).map(([k, v]) => [k, String(v)])),
      }),
    ...("body" in init && { body: init.body }),
  };
}
