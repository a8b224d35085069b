import type { Call } from "./call.ts";
import type { FileStore } from "./file-store.ts";
import { type Reply, storageError } from "./reply.ts";
import type { Site } from "./server.ts";
import { usualHeaders } from "./service-site.ts";

/**
 * The origin of result files and hosted images: no key has any business here.
 *
 * @param services ids of the services that make files
 */
export function createFileSite(
  files: FileStore,
  services: readonly string[],
  guard: (call: Call) => Reply | undefined,
): Site {
  return {
    name: "files",
    exposedHeaders: usualHeaders,
    serviceOf: (path) => services.find((id) => path.startsWith(`/${id}/`)),
    guard,
    refuse: refuseStorage,
    unknownPath: () => refuseStorage(404),
    routes: [
      {
        method: "GET",
        path: `/:owner{(?:${[...services, "source"].join("|")})}/:id/:name`,
        operation: "download",
        handle: (call) => files.serve(call.url, call.fault),
      },
    ],
  };
}

/** How object storage refuses. */
export function refuseStorage(status: number, retryAfter?: number): Reply {
  const reply = storageError(
    status,
    status === 404 ? "NoSuchKey" : "InternalError",
    "We encountered an error.",
  );
  if (retryAfter === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "retry-after": String(retryAfter) } };
}
