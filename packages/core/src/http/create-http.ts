import ky, { type KyInstance } from "ky";

/** What all requests of one client carry. */
export interface HttpOptions {
  /** Header and value that carry the key. Absent where there is no key. */
  readonly authorization?: readonly [name: string, value: string];
  /** @default "no-store" */
  readonly cache?: "default";
}

/**
 * The client of one service's requests. A hook adds the key to each request, so that no option that ky may print holds
 * it. What ky does not do here, and why, is in `docs/decisions/0001-transport.md`: it does not repeat, time out or read
 * bodies.
 */
export function createHttp({ authorization, cache }: HttpOptions): KyInstance {
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
