import type { IncomingMessage } from "node:http";
import { bytes, type Reply } from "./reply.ts";

/** The headers of every answer: none when cross-origin calls are off, as with services that document nothing. */
export function corsHeaders(enabled: boolean): Readonly<Record<string, string>> {
  if (!enabled) return {};
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers":
      "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, x-request-id, Retry-After, Content-Length",
  };
}

/** Whether a browser asks for permission before the request itself. */
export function isPreflight(request: IncomingMessage): boolean {
  return request.method === "OPTIONS" && "access-control-request-method" in request.headers;
}

/** Permission for all that the services' clients send. */
export function preflight(cors: Readonly<Record<string, string>>): Reply {
  return {
    ...bytes(204, "text/plain", new Uint8Array()),
    headers: {
      ...cors,
      "access-control-allow-methods": "GET, POST, PUT, OPTIONS",
      "access-control-allow-headers": "Authorization, Apikey, Content-Type",
      "access-control-max-age": "600",
    },
  };
}
