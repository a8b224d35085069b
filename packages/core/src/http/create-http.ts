import ky, { type KyInstance } from "ky";

/** What all requests of one client carry. */
export interface HttpOptions {
  /** The service's key. Absent where there is none. It is struck out of whatever the service echoes. */
  readonly key?: string;
  /** The header that holds the key alone. @default `Authorization` with the key as a bearer token */
  readonly keyHeader?: string;
  /** @default "no-store" */
  readonly cache?: "default";
}

/**
 * The client of one service's requests. A hook adds the key to each request, so that no option that ky may print holds
 * it. What ky does not do here, and why, is in `docs/decisions/0001-transport.md`: it does not repeat, time out or read
 * bodies.
 */
export function createHttp({ key, keyHeader, cache }: HttpOptions): KyInstance {
  return ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    // Some runtimes without a cache refuse the word "default".
    ...(cache !== "default" && { cache: "no-store" }),
    hooks: {
      beforeRequest: [
        ({ headers }) => {
          if (!key) return;
          if (keyHeader) headers.set(keyHeader, key);
          else headers.set("authorization", `Bearer ${key}`);
        },
      ],
    },
  });
}

/** The client of requests to storages, which carry no key. */
export const storageHttp = createHttp({ cache: "default" });
