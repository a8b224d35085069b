import ky, { type KyInstance } from "ky";
import type { ApiOptions } from "./api.ts";

/**
 * The client of one service's requests. A hook adds the key to each request, so that no option that ky may print holds
 * it. What ky does not do here, and why, is in `docs/decisions/0001-transport.md`: it does not repeat, time out or read
 * bodies.
 */
export function createHttp({
  authorization,
  cache,
}: Pick<ApiOptions, "authorization" | "cache">): KyInstance {
  return ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: cache ?? "no-store",
    hooks: {
      beforeRequest: [
        ({ headers }) => {
          if (authorization) headers.set(...authorization);
        },
      ],
    },
  });
}

/** The client of requests to storages, which carry no key. */
export const storageHttp = createHttp({ cache: "default" });
