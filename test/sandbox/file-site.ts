import type { Call } from "./call.ts";
import type { Service } from "./faults.ts";
import type { FileStore } from "./file-store.ts";
import { type Reply, storageError } from "./reply.ts";
import type { Site } from "./server.ts";

/** The origin of result files and hosted pictures: no key has any business here. */
export function createFileSite(files: FileStore, guard: (call: Call) => Reply | undefined): Site {
  return {
    name: "files",
    serviceOf: (params) => (params.owner === "source" ? undefined : (params.owner as Service)),
    guard,
    refuse: refuseStorage,
    unknownPath: () => refuseStorage(404),
    routes: [
      {
        method: "GET",
        path: /^\/(?<owner>aetherforge|claid|figur|hitpaw|source)\/[^/]+\/[^/]+$/,
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
