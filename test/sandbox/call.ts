import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Fault } from "./faults.ts";

/** A request, read to its end. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** Named groups of the route's pattern. */
  readonly params: Readonly<Record<string, string>>;
  /** What shall go wrong; the wire's share is seen to by the server. */
  readonly fault: Fault | undefined;
}

/** The body as JSON; `undefined` when it does not parse (no JSON text parses to that). */
export function jsonBody(call: Call): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(call.body));
  } catch {
    return undefined;
  }
}

/** Reads a request's body; rejects when the connection ends first. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
