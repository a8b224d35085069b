import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Fault } from "./faults.ts";
import type { Reply } from "./reply.ts";

/** Writes a reply to the wire, or as much of it as the fault lets through. */
export async function send(
  response: ServerResponse,
  reply: Reply,
  cors: Readonly<Record<string, string>>,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === "hang-headers") return;
  if (fault?.kind === "reset-after") return void response.socket?.resetAndDestroy();

  const { body } = reply;
  const headers: Record<string, string> = { ...reply.headers, ...cors };
  if (!(body instanceof Uint8Array)) {
    response.writeHead(reply.status, headers);
    // The client hangs up as soon as it has seen too much; that is the point of a long stream.
    return pipeline(Readable.from(body), response).catch(() => undefined);
  }

  const half = body.subarray(0, body.length >> 1);
  const cut = fault?.kind === "truncated-json" && fault.how === "cut";
  const whole = cut ? half : body;
  if (reply.status !== 204) headers["content-length"] ??= String(whole.length);
  response.writeHead(reply.status, headers);

  if (fault?.kind === "hang-body") return void response.write(half);
  if (fault?.kind === "truncated-json" && !cut) return void response.write(half, () => response.destroy());
  response.end(whole);
}
