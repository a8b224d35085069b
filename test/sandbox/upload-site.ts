import type { Call } from "./call.ts";
import { refuseStorage } from "./file-site.ts";
import type { Reply } from "./reply.ts";
import type { Site } from "./server.ts";
import { usualHeaders } from "./service-site.ts";
import type { UploadStore } from "./upload-store.ts";

/** The origin of presigned uploads: the signature in the address is the only permission, a key has no business here. */
export function createUploadSite(uploads: UploadStore, guard: (call: Call) => Reply | undefined): Site {
  const path = "/:key{.+}";
  return {
    name: "uploads",
    exposedHeaders: usualHeaders,
    serviceOf: (path) => uploads.ownerOf(path.slice(1)),
    guard,
    refuse: refuseStorage,
    unknownPath: () => refuseStorage(404),
    routes: [
      { method: "PUT", path, operation: "put", handle: (call) => uploads.put(call) },
      { method: "GET", path, handle: (call) => uploads.get(call) },
    ],
  };
}
